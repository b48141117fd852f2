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

    // Those for whom something waits or waited; the first question reads who they were before this start.
    private readonly ConcurrentDictionary<long, bool> _waited = new();
    private volatile bool _isRead;

    /// <summary>What becomes of an attempt to deliver. A test, and what a person sends, is never put off.</summary>
    /// <param name="job">The delivery.</param>
    /// <param name="subscription">Whom it is for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<QuietTurn> TakeTurnAsync(Job job, Subscription subscription, CancellationToken cancellationToken) =>
        job.IsTest || (subscription.QuietHours is null && !await HasWaitedAsync(subscription.Id, cancellationToken))
            ? QuietTurn.Alone
            : await writer.WriteAsync(session => TakeTurn(session, job, subscription.Id, subscription.QuietHours), cancellationToken);

    // Quiet hours that were taken away leave a digest behind. Who never had any pays nothing for that.
    private async ValueTask<bool> HasWaitedAsync(long subscriptionId, CancellationToken cancellationToken)
    {
        if (!_isRead)
        {
            var before = await writer.WriteAsync(table.Subscriptions, cancellationToken);
            before.ForEach(id => _waited.TryAdd(id, true));
            _isRead = true;
        }

        return _waited.ContainsKey(subscriptionId);
    }

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
            _waited.TryAdd(subscriptionId, true);
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
