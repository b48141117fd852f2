using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Retention;

/// <summary>Removes what has ended.</summary>
public interface IJobPurge
{
    /// <summary>Removes deliveries that ended before a time, with their attempts, a few at a time so that no other write waits long. Other jobs stay.</summary>
    /// <param name="before">Those that ended at or before this time, in UTC.</param>
    /// <param name="cancellationToken">Stops between two steps; what is removed stays removed.</param>
    /// <returns>The number of deliveries removed.</returns>
    Task<int> PurgeDeliveriesAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes jobs that ended before a time, and those that failed before another, with their attempts.</summary>
    /// <param name="before">Jobs that ended at or before this time without having failed, in UTC.</param>
    /// <param name="failedBefore">The same for those that failed.</param>
    /// <param name="cancellationToken">Stops between two steps; what is removed stays removed.</param>
    /// <returns>The number of jobs removed.</returns>
    Task<int> PurgeOldAsync(DateTimeOffset before, DateTimeOffset failedBefore, CancellationToken cancellationToken);

    /// <summary>Removes the jobs that ended first, with their attempts, while there are more jobs than allowed. What has not ended stays.</summary>
    /// <param name="maximumJobs">How many may stay.</param>
    /// <param name="cancellationToken">Stops between two steps; what is removed stays removed.</param>
    /// <returns>The number of jobs removed.</returns>
    Task<int> PurgeBeyondAsync(int maximumJobs, CancellationToken cancellationToken);

    /// <summary>Removes events and incoming webhooks that no job needs any more.</summary>
    /// <param name="before">Those that came at or before this time, in UTC.</param>
    /// <param name="cancellationToken">Stops between two steps; what is removed stays removed.</param>
    /// <returns>The number of rows removed.</returns>
    Task<int> PurgeEventsAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes what the audit trail told before a time.</summary>
    Task<int> PurgeAuditAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes what was told of subtitles before a time, unless the file that it tells of is still there.</summary>
    Task<int> PurgeSubtitleHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes what jobs noted that are gone.</summary>
    Task<int> PurgeNotesAsync(CancellationToken cancellationToken);

    /// <summary>Removes the subscriptions that were deleted before a time, for good.</summary>
    Task<int> PurgeDeletedAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes searches that were made before a time, and the oldest beyond a number.</summary>
    Task<int> PurgeSearchesAsync(DateTimeOffset before, int kept, CancellationToken cancellationToken);

    /// <summary>Removes what was counted of the hours before a time.</summary>
    Task<int> PurgeHoursAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

internal sealed class JobPurge(GroupCommit writer, IPastTables tables, IDbContextFactory<SublarrDbContext> contexts) : IJobPurge
{
    private const int Step = 200;

    /// <summary>Rows of several pages each.</summary>
    private const int FewLarge = 50;

    /// <summary>So many are looked at in one step; those that failed are passed by for months.</summary>
    private const int Looked = 500;

    // Numbers of jobs, of which few have notes.
    internal const int NotedAtOnce = 20_000;

    public Task<int> PurgeDeliveriesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        InStepsAsync(session => tables.RemoveJobs(session, before, onlyDeliveries: true, Step), cancellationToken);

    public async Task<int> PurgeOldAsync(DateTimeOffset before, DateTimeOffset failedBefore, CancellationToken cancellationToken)
    {
        var (total, place) = (0, new PastPlace(DateTimeOffset.UnixEpoch, 0));
        while (true)
        {
            var (removed, next) = await writer.WriteAsync(
                WriteUrgency.Background, session => tables.RemoveOld(session, place, before, failedBefore, Looked), cancellationToken);
            total += removed;
            if (next is null)
            {
                return total;
            }

            place = next.Value;
        }
    }

    public async Task<int> PurgeBeyondAsync(int maximumJobs, CancellationToken cancellationToken)
    {
        var total = 0;
        var excess = await CountAsync(cancellationToken) - maximumJobs;
        while (total < excess)
        {
            var limit = Math.Min(Step, excess - total);
            var removed = await writer.WriteAsync(
                WriteUrgency.Background, session => tables.RemoveJobs(session, DateTimeOffset.MaxValue, onlyDeliveries: false, limit), cancellationToken);
            if (removed == 0)
            {
                break;
            }

            total += removed;
        }

        return total;
    }

    public async Task<int> PurgeEventsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var events = context.Events.Select(row => new Dated { Key = row.Sequence, At = row.OccurredAt });
        var incoming = context.Incoming.Select(row => new Dated { Key = row.Id, At = row.ReceivedAt });
        var removed = await AlongKeysAsync(tables.RemoveEvents, events, before, cancellationToken) + await AlongKeysAsync(tables.RemoveIncoming, incoming, before, cancellationToken);
        if (removed > 0)
        {
            await writer.WriteAsync(WriteUrgency.Background, tables.RemoveSpans, cancellationToken);
        }

        return removed;
    }

    public Task<int> PurgeAuditAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        InStepsAsync(session => tables.RemoveAudit(session, before, Step), cancellationToken);

    public Task<int> PurgeSubtitleHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        InStepsAsync(session => tables.RemoveSubtitleHistory(session, before, Step), cancellationToken);

    // Every import, search and scan has a key: after months there are as many as jobs.
    public async Task<int> PurgeNotesAsync(CancellationToken cancellationToken)
    {
        var last = await writer.WriteAsync(WriteUrgency.Background, tables.LastNoted, cancellationToken);
        var removed = 0;
        for (var after = 0L; after < last; after += NotedAtOnce)
        {
            var from = after;
            removed += await writer.WriteAsync(WriteUrgency.Background, session => tables.RemoveNotes(session, from, from + NotedAtOnce), cancellationToken);
        }

        return removed;
    }

    public Task<int> PurgeDeletedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Background, session => tables.RemoveDeleted(session, before), cancellationToken);

    public Task<int> PurgeSearchesAsync(DateTimeOffset before, int kept, CancellationToken cancellationToken) =>
        InStepsAsync(session => tables.RemoveSearches(session, before, kept, FewLarge), cancellationToken);

    public Task<int> PurgeHoursAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Background, session => tables.RemoveHours(session, before), cancellationToken);

    // Counted by a reader: it takes a while, and no write waits for it.
    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Jobs.CountAsync(cancellationToken);
    }

    private async Task<int> InStepsAsync(Func<WriteSession, int> step, CancellationToken cancellationToken)
    {
        var total = 0;
        int removed;
        do
        {
            removed = await writer.WriteAsync(WriteUrgency.Background, step, cancellationToken);
            total += removed;
        }
        while (removed > 0);
        return total;
    }

    // Keys rise with time: no index of times is needed, which every write would pay for. What a clock that was set back has put out of order goes later.
    private async Task<int> AlongKeysAsync(Func<WriteSession, long, long, DateTimeOffset, int> remove, IQueryable<Dated> rows, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (after, total) = (0L, 0);
        while (await rows.Where(row => row.Key > after).OrderBy(row => row.Key).FirstOrDefaultAsync(cancellationToken) is { } next && next.At <= before)
        {
            var (from, to) = (next.Key - 1, next.Key - 1 + Step);
            total += await writer.WriteAsync(WriteUrgency.Background, session => remove(session, from, to, before), cancellationToken);
            after = to;
        }

        return total;
    }

    /// <summary>A row by its key, and when it came.</summary>
    private sealed class Dated
    {
        public long Key { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
