using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Cancels many jobs, runs them again or changes how urgent they are, some at a time.</summary>
internal sealed class ChangeJobsHandler(IDbContextFactory<SublarrDbContext> contexts, IJobQueue queue) : IJobHandler
{
    /// <summary>So many share a transaction: few enough that a report waits for no more than some milliseconds.</summary>
    private const int AtOnce = 100;

    public string Kind => JobKinds.ChangeJobs;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = ManyJobsOrder.Read(context.Job.Payload);
        var place = await context.ResumeAsync<Place>(cancellationToken) ?? new Place(0, 0);
        while (await NextAsync(order, place.After, cancellationToken) is [.., var last] ids)
        {
            var changed = await Task.WhenAll(ids.Select(id => ChangeAsync(order, id, cancellationToken)));
            place = new(last, place.Changed + changed.Count(isChanged => isChanged));
            context.Report(place.Changed, order.Total);
            await context.SaveAsync(place, cancellationToken);
            if (context.Stopping.IsCancellationRequested)
            {
                return JobContext.PutBack;
            }
        }

        return new(JobOutcome.Done, new AttemptDetail { Note = $"{place.Changed} of {order.Total} jobs were changed. The others had gone on meanwhile." });
    }

    // They are handed over together and so share one flush of the disk. What has gone on since it was read is left alone: it may have succeeded.
    private Task<bool> ChangeAsync(ManyJobsOrder order, long id, CancellationToken cancellationToken) =>
        queue.ChangeAsync(id, order.Selection.State, order.Action, order.Priority is { } priority ? new JobPriority(priority) : null, cancellationToken);

    private async Task<List<long>> NextAsync(ManyJobsOrder order, long after, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await order.Selection.In(context).Where(job => job.Id > after && job.Id <= order.LastId)
            .OrderBy(job => job.Id).Select(job => job.Id).Take(AtOnce).ToListAsync(cancellationToken);
    }

    /// <summary>How far it is: the checkpoint.</summary>
    /// <param name="After">Jobs up to this id are done with.</param>
    /// <param name="Changed">How many were changed.</param>
    private sealed record Place(long After, int Changed);
}
