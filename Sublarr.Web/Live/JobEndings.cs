using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Live;

/// <summary>Waits for jobs to end.</summary>
internal sealed class JobEndings(IServiceProvider services, TimeProvider time) : IJobWatcher
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();

    /// <inheritdoc/>
    public void Changed(IReadOnlyList<JobChange> changes)
    {
        if (_waiting.IsEmpty)
        {
            return;
        }

        foreach (var change in changes)
        {
            if (change.State.IsTerminal() && _waiting.TryRemove(change.JobId, out var ended))
            {
                ended.TrySetResult();
            }
        }
    }

    /// <summary>Returns when the job has ended or the patience is used up, whichever comes first.</summary>
    public async Task WaitAsync(long jobId, TimeSpan patience, CancellationToken cancellationToken)
    {
        var ended = _waiting.GetOrAdd(jobId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
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
            _waiting.TryRemove(jobId, out _);
        }
    }

    private async Task<bool> HasEndedAsync(long jobId, CancellationToken cancellationToken)
    {
        // Asked for late: the queue knows its watchers, and the database the queue.
        await using var context = await services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync(cancellationToken);
        var state = await context.Jobs.AsNoTracking().Where(row => row.Id == jobId).Select(row => (JobState?)row.State).SingleOrDefaultAsync(cancellationToken);
        return state?.IsTerminal() ?? true;
    }
}
