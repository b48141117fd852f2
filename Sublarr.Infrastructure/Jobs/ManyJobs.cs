using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Changes many jobs at once, as a job of its own: it can be watched and cancelled, and goes on after a restart.</summary>
public interface IManyJobs
{
    /// <summary>How many jobs are meant now.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="cancellationToken">Stops counting.</param>
    Task<int> CountAsync(JobSelection selection, CancellationToken cancellationToken);

    /// <summary>Queues the job that changes them; its id and how many there are. Null when there are none.</summary>
    /// <param name="selection">Which. What gets into this state later is left alone.</param>
    /// <param name="action">What is done to them.</param>
    /// <param name="priority">How urgent they become, for <see cref="JobAction.Priority"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<(long JobId, int Count)?> ChangeAsync(JobSelection selection, JobAction action, JobPriority? priority, CancellationToken cancellationToken);
}

internal sealed class ManyJobs(IDbContextFactory<SublarrDbContext> contexts, IJobQueue queue) : IManyJobs
{
    public async Task<int> CountAsync(JobSelection selection, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await selection.In(context).CountAsync(cancellationToken);
    }

    public async Task<(long JobId, int Count)?> ChangeAsync(JobSelection selection, JobAction action, JobPriority? priority, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await context.Jobs.MaxAsync(job => (long?)job.Id, cancellationToken) ?? 0;
        if (await selection.In(context).CountAsync(cancellationToken) is not (> 0 and var count))
        {
            return null;
        }

        var order = new ManyJobsOrder(selection, action, priority?.Value, count, newest);
        var job = new NewJob(JobKinds.ChangeJobs, action.Phrase(count, priority?.Value), JobPriority.High) { Payload = JsonSerializer.Serialize(order, EventJson.Options) };
        return ((await queue.EnqueueAsync([job], cancellationToken))[0], count);
    }
}

/// <summary>What is to be done to many jobs: the payload of the job that does it.</summary>
/// <param name="Selection">Which jobs.</param>
/// <param name="Action">What is done.</param>
/// <param name="Priority">How urgent they become; null when that is not what is changed.</param>
/// <param name="Total">How many there were at its start.</param>
/// <param name="LastId">The newest job at its start.</param>
internal sealed record ManyJobsOrder(JobSelection Selection, JobAction Action, int? Priority, int Total, long LastId)
{
    public static ManyJobsOrder Read(string payload) =>
        JsonSerializer.Deserialize<ManyJobsOrder>(payload, EventJson.Options) ?? throw new InvalidDataException("A change of many jobs does not say which.");
}

internal static class JobSelectionQuery
{
    /// <summary>The jobs of a selection, read through the index of their state. What changes many jobs does not change itself, nor what a person has to mean each time.</summary>
    public static IQueryable<JobRow> In(this JobSelection selection, SublarrDbContext context) =>
        context.JobsIn(selection.State).AsNoTracking().Where(job => job.Kind != JobKinds.ChangeJobs && job.Kind != JobKinds.RestoreBackup).Of(selection.Kind, selection.Priority);
}
