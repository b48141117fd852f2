using System.Collections.Concurrent;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Puts deliveries off while it is quiet. The first that runs afterwards takes all others with it, as one digest. What it takes is stored before
/// anything is sent, so that each attempt, after a kill too, tells of the same.
/// </summary>
internal sealed class QuietTime(GroupCommit writer, JobTransactions jobs, IQuietTable table, TimeProvider time)
{
    /// <summary>The most events that one message tells of; the others are counted.</summary>
    public const int LongestDigest = 100;

    // The newest delivery of each subscription that ever waited: what came later has no place in the store.
    private readonly ConcurrentDictionary<long, long> _lastToWait = new();
    private volatile bool _isRead;

    /// <summary>What becomes of an attempt to deliver. A test, and what a person sends, is never put off.</summary>
    /// <param name="job">The delivery.</param>
    /// <param name="subscription">Whom it is for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<QuietTurn> TakeTurnAsync(Job job, Subscription subscription, CancellationToken cancellationToken)
    {
        if (job.IsTest)
        {
            return QuietTurn.Alone;
        }

        await ReadAsync(cancellationToken);
        return IsPlainDay(job, subscription)
            ? QuietTurn.Alone
            : await writer.WriteAsync(WriteUrgency.Background, session => TakeTurn(session, job, subscription.Id, subscription.QuietHours), cancellationToken);
    }

    /// <summary>True when nobody is to be told of a delivery now. A test, and what a person sends, is told at any time.</summary>
    /// <param name="job">The delivery.</param>
    /// <param name="subscription">Whom it is for.</param>
    public bool IsQuietFor(Job job, Subscription subscription) =>
        !job.IsTest && job.Trigger != JobTrigger.Manual && subscription.QuietHours?.EndOf(time.GetUtcNow()) is not null;

    // What waited before this start is read once, and for all.
    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (_isRead)
        {
            return;
        }

        foreach (var (subscription, job) in await writer.WriteAsync(WriteUrgency.Background, table.LastToWait, cancellationToken))
        {
            Remember(subscription, job);
        }

        _isRead = true;
    }

    // By day, and for one that never waited: the answer needs no look into the store, and so no turn of the writer. Hours that were taken away leave a digest behind.
    private bool IsPlainDay(Job job, Subscription subscription) =>
        job.Id > _lastToWait.GetValueOrDefault(subscription.Id) && subscription.QuietHours?.EndOf(time.GetUtcNow()) is null;

    private void Remember(long subscriptionId, long jobId) => _lastToWait.AddOrUpdate(subscriptionId, jobId, (_, last) => Math.Max(last, jobId));

    private QuietTurn TakeTurn(WriteSession session, Job job, long subscriptionId, QuietHours? hours)
    {
        var place = table.Find(session, job.Id);
        if (job.Trigger == JobTrigger.Manual)
        {
            return place?.DigestId == job.Id ? DigestOf(session, job.Id) : QuietTurn.Alone;
        }

        if (place?.DigestId is { } digest && digest != job.Id)
        {
            return new(new JobOutcome.Replaced(In(digest)));
        }

        if (hours?.EndOf(time.GetUtcNow()) is { } end)
        {
            table.Wait(session, job.Id, subscriptionId);
            // Should this be rolled back, it is asked once too often.
            Remember(subscriptionId, job.Id);
            return new(new JobOutcome.Deferred($"Quiet until {hours.To} ({hours.TimeZone}).", end));
        }

        if (place is { DigestId: null })
        {
            table.Gather(session, subscriptionId, job.Id);
            jobs.Change(session, JobState.Cancelled, table.EndGathered(session, job.Id, In(job.Id), time.GetUtcNow()));
        }

        return place is null ? QuietTurn.Alone : DigestOf(session, job.Id);
    }

    private QuietTurn DigestOf(WriteSession session, long digestId) => table.CountIn(session, digestId) is > 1 and var count
        ? new(null, table.EventsIn(session, digestId, LongestDigest), count)
        : QuietTurn.Alone;

    private static string In(long digestId) => $"In the digest of job {digestId}.";
}

/// <summary>What becomes of an attempt where there are quiet hours.</summary>
/// <param name="Outcome">What comes of it without anything being sent; null when something is.</param>
/// <param name="Events">The events that are told together, the oldest first; none for the delivery's own alone.</param>
/// <param name="Count">How many there are; more than are listed where there are very many.</param>
internal sealed record QuietTurn(JobOutcome? Outcome, IReadOnlyList<string> Events, int Count)
{
    public QuietTurn(JobOutcome outcome)
        : this(outcome, [], 0)
    {
    }

    /// <summary>The delivery is made as itself.</summary>
    public static QuietTurn Alone { get; } = new(null, [], 0);
}
