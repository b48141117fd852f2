using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Queues what was never delivered again, a few at a time. After a kill it goes on where it was.</summary>
internal sealed class ReplayHandler(
    IDbContextFactory<SublarrDbContext> contexts, JobStore jobs, IHostApplicationLifetime lifetime, TimeProvider time) : IJobHandler
{
    /// <summary>Batches of a second: small ones, so that neither the writer nor a receiver is flooded.</summary>
    private const int BatchesPerSecond = 5;

    public string Kind => JobKinds.Replay;

    // Two at a time would add up their rates.
    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(Job job, CancellationToken cancellationToken)
    {
        var progress = ReplayProgress.Read(job.Payload);
        var batch = Math.Max(1, progress.PerSecond / BatchesPerSecond);
        var pause = TimeSpan.FromSeconds((double)batch / progress.PerSecond);
        while (await NextAsync(progress, batch, cancellationToken) is { Count: > 0 } ids)
        {
            if (await jobs.RequeueAsync(ids, job.Id, queued => JsonSerializer.Serialize(After(progress, ids, queued), EventJson.Options), cancellationToken) is not { } queued)
            {
                return new(new JobOutcome.Deferred("Another process has taken it over."));
            }

            progress = After(progress, ids, queued);
            if (!await RestAsync(pause, cancellationToken))
            {
                return new(new JobOutcome.Deferred("Sublarr stopped: it goes on at the next start."));
            }
        }

        return new(JobOutcome.Done, new AttemptDetail { Note = $"{progress.Queued} of {progress.Total} deliveries were queued again." });
    }

    private static ReplayProgress After(ReplayProgress progress, List<long> ids, int queued) =>
        progress with { Cursor = ids[^1], Queued = progress.Queued + queued };

    private async Task<List<long>> NextAsync(ReplayProgress progress, int count, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = new List<long>();
        foreach (var state in Undelivered.States)
        {
            found.AddRange(await Undelivered.In(context, progress.Range, state)
                .Where(row => row.Id > progress.Cursor && row.Id <= progress.LastId)
                .OrderBy(row => row.Id).Select(row => row.Id).Take(count).ToListAsync(cancellationToken));
        }

        return [.. found.Order().Take(count)];
    }

    // A stop of the process is not waited for: what is stored is enough to go on with.
    private async Task<bool> RestAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, cancellationToken);
        try
        {
            await Task.Delay(pause, time, ended.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
