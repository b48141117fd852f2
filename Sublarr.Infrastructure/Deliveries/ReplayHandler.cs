using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Queues what was never delivered again, a few at a time. After a kill it goes on where it was.</summary>
internal sealed class ReplayHandler(
    IDbContextFactory<SublarrDbContext> contexts, JobStore jobs, TimeProvider time) : IJobHandler
{
    /// <summary>Batches of a second: small ones, so that neither the writer nor a receiver is flooded.</summary>
    private const int BatchesPerSecond = 5;

    public string Kind => JobKinds.Replay;

    // Two at a time would add up their rates.
    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = ReplayOrder.Read(context.Job.Payload);
        var place = await context.ResumeAsync<ReplayPlace>(cancellationToken) ?? new ReplayPlace(0, 0);
        var batch = Math.Max(1, order.PerSecond / BatchesPerSecond);
        var pause = TimeSpan.FromSeconds((double)batch / order.PerSecond);
        while (await NextAsync(order, place, batch, cancellationToken) is { Count: > 0 } ids)
        {
            // The place is stored with the deliveries: after a kill none is sent again twice, and none is left out.
            if (await jobs.RequeueAsync(ids, context.Job.Id, queued => JsonSerializer.Serialize(After(place, ids, queued), EventJson.Options), cancellationToken) is not { } queued)
            {
                return new(new JobOutcome.Deferred("Another process has taken it over."));
            }

            place = After(place, ids, queued);
            context.Report(place.Queued, order.Total, "Deliveries queued again");
            if (!await RestAsync(pause, context.Stopping, cancellationToken))
            {
                return JobContext.PutBack;
            }
        }

        return new(JobOutcome.Done, new AttemptDetail { Note = $"{place.Queued} of {order.Total} deliveries were queued again." });
    }

    private static ReplayPlace After(ReplayPlace place, List<long> ids, int queued) => new(ids[^1], place.Queued + queued);

    private async Task<List<long>> NextAsync(ReplayOrder order, ReplayPlace place, int count, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = new List<long>();
        foreach (var state in Undelivered.States)
        {
            found.AddRange(await Undelivered.In(context, order.Range, state)
                .Where(row => row.Id > place.Cursor && row.Id <= order.LastId)
                .OrderBy(row => row.Id).Select(row => row.Id).Take(count).ToListAsync(cancellationToken));
        }

        return [.. found.Order().Take(count)];
    }

    // A stop of the process is not waited for: what is stored is enough to go on with.
    private async Task<bool> RestAsync(TimeSpan pause, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
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
