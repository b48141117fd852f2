using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Live;

/// <summary>Waits for jobs to end.</summary>
internal sealed class JobEndings(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IJobWatcher
{
    // Each who waits has a task of its own: who leaves takes nothing from the others.
    private readonly ConcurrentDictionary<TaskCompletionSource, long> _waiting = new();

    /// <inheritdoc/>
    public void Changed(IReadOnlyList<JobChange> changes)
    {
        if (_waiting.IsEmpty)
        {
            return;
        }

        var ended = changes.Where(change => change.State.IsTerminal()).Select(change => change.JobId).ToHashSet();
        foreach (var (waiter, _) in _waiting.Where(waiting => ended.Contains(waiting.Value)))
        {
            waiter.TrySetResult();
        }
    }

    /// <summary>Returns when the job has ended or the patience is used up, whichever comes first.</summary>
    public async Task WaitAsync(long jobId, TimeSpan patience, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[ended] = jobId;
        try
        {
            // It may have ended before anybody waited.
            if (!await HasEndedAsync(jobId, cancellationToken))
            {
                await ended.Task.WaitAsync(patience, time, cancellationToken);
            }
        }
        catch (TimeoutException)
        {
            // The caller looks at the job as it is now.
        }
        finally
        {
            _waiting.TryRemove(ended, out _);
        }
    }

    private async Task<bool> HasEndedAsync(long jobId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var state = await context.Jobs.AsNoTracking().Where(row => row.Id == jobId).Select(row => (JobState?)row.State).SingleOrDefaultAsync(cancellationToken);
        return state?.IsTerminal() ?? true;
    }
}
