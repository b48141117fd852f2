using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Sends again what was never delivered.</summary>
public interface IReplays
{
    /// <summary>How many deliveries of a range never succeeded and can be sent again.</summary>
    Task<int> CountAsync(ReplayRange range, CancellationToken cancellationToken);

    /// <summary>Queues a job that sends them again, so many a second. Null when there are none.</summary>
    Task<Replay?> StartAsync(ReplayRange range, int perSecond, CancellationToken cancellationToken);

    /// <summary>How far a replay has come; null when there is none of this id.</summary>
    Task<Replay?> FindAsync(long jobId, CancellationToken cancellationToken);
}

/// <summary>Which deliveries are sent again: those queued in a range of time.</summary>
/// <param name="SubscriptionId">To one hook or webhook; null for all.</param>
/// <param name="Since">Not before, in UTC.</param>
/// <param name="Until">Not after, in UTC.</param>
public sealed record ReplayRange(long? SubscriptionId, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>A replay and how far it has come.</summary>
/// <param name="JobId">The job that makes it.</param>
/// <param name="State">Where that job is in its life.</param>
/// <param name="Total">Deliveries counted at its start.</param>
/// <param name="Queued">Deliveries queued again so far.</param>
public sealed record Replay(long JobId, JobState State, int Total, int Queued);

internal sealed class Replays(IDbContextFactory<SublarrDbContext> contexts, IJobQueue queue) : IReplays
{
    public async Task<int> CountAsync(ReplayRange range, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var count = 0;
        foreach (var state in Undelivered.States)
        {
            count += await Undelivered.In(context, range, state).CountAsync(cancellationToken);
        }

        return count;
    }

    public async Task<Replay?> StartAsync(ReplayRange range, int perSecond, CancellationToken cancellationToken)
    {
        // What fails from here on is not part of it: a replay never meets a delivery twice.
        var newest = await NewestAsync(cancellationToken);
        if (await CountAsync(range, cancellationToken) is not (> 0 and var total))
        {
            return null;
        }

        var job = new NewJob(JobKinds.Replay, TitleOf(range), JobPriority.Low)
        {
            Payload = JsonSerializer.Serialize(new ReplayOrder(range, perSecond, total, newest), EventJson.Options),
        };
        var id = (await queue.EnqueueAsync([job], cancellationToken))[0];
        return new Replay(id, JobState.Queued, total, 0);
    }

    public async Task<Replay?> FindAsync(long jobId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Jobs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == jobId && row.Kind == JobKinds.Replay, cancellationToken) is not { } job)
        {
            return null;
        }

        var place = await context.JobNotes.AsNoTracking().Where(row => row.JobId == jobId).Select(row => row.Checkpoint).SingleOrDefaultAsync(cancellationToken);
        return new Replay(job.Id, job.State, ReplayOrder.Read(job.Payload).Total, place is null ? 0 : ReplayPlace.Read(place).Queued);
    }

    private async Task<long> NewestAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Jobs.MaxAsync(job => (long?)job.Id, cancellationToken) ?? 0;
    }

    private static string TitleOf(ReplayRange range) => string.Create(
        CultureInfo.InvariantCulture, $"Replay from {range.Since.UtcDateTime:yyyy-MM-dd HH:mm} to {range.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}

/// <summary>What a replay is to do: the payload of its job.</summary>
/// <param name="Range">Which deliveries.</param>
/// <param name="PerSecond">How many are queued in a second.</param>
/// <param name="Total">How many there were at its start.</param>
/// <param name="LastId">The newest job at its start.</param>
internal sealed record ReplayOrder(ReplayRange Range, int PerSecond, int Total, long LastId)
{
    public static ReplayOrder Read(string payload) =>
        JsonSerializer.Deserialize<ReplayOrder>(payload, EventJson.Options) ?? throw new InvalidDataException("A replay without a range cannot be made.");
}

/// <summary>How far a replay has come: the checkpoint of its job, stored with each batch.</summary>
/// <param name="Cursor">Deliveries up to this id are done with.</param>
/// <param name="Queued">How many have been queued again.</param>
internal sealed record ReplayPlace(long Cursor, int Queued)
{
    public static ReplayPlace Read(string checkpoint) => JsonSerializer.Deserialize<ReplayPlace>(checkpoint, EventJson.Options)!;
}

/// <summary>Deliveries that ended, or are held, without ever having succeeded, and that still can be made: their event and their subscription exist. What a hook skipped or replaced was left undone on purpose.</summary>
internal static class Undelivered
{
    /// <summary>The states they are in. What is queued, running or retrying comes by itself.</summary>
    public static readonly IReadOnlyList<JobState> States = [JobState.Dead, JobState.Cancelled, JobState.Expired, JobState.Held];

    /// <summary>Those in a range that are in one of <see cref="States"/>: one question for each, so that an index answers in order.</summary>
    public static IQueryable<JobRow> In(SublarrDbContext context, ReplayRange range, JobState state)
    {
        var jobs = context.JobsIn(state).AsNoTracking().Deliveries().Where(job => !job.IsTest && job.CreatedAt >= range.Since && job.CreatedAt <= range.Until
            && context.Set<EventRow>().Any(row => row.Id == job.EventId)
            && context.Set<Subscription>().Any(row => row.Id == job.SubscriptionId && row.DeletedAt == null)
            && !context.Set<AttemptRow>().Any(row => row.JobId == job.Id && (row.Outcome == "succeeded" || row.Outcome == JobAttempt.Skipped || row.Outcome == JobAttempt.Replaced)));
        return range.SubscriptionId is { } id ? jobs.Where(job => job.SubscriptionId == id) : jobs;
    }
}
