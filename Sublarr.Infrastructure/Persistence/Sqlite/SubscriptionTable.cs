using Sublarr.Infrastructure.Deliveries;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>What the writer reads and counts of subscriptions, in SQLite.</summary>
internal sealed class SubscriptionTable : ISubscriptionTable
{
    private const string Stopped = "SELECT is_paused OR NOT is_enabled FROM subscriptions WHERE id = $id AND deleted_at IS NULL";

    private const string Off = "SELECT channel FROM subscriptions WHERE id = $id AND deleted_at IS NULL AND NOT is_enabled AND disabled_reason IS NULL";

    private const string Update =
        """
        UPDATE subscriptions SET
            trigger_count = trigger_count + $attempts, last_triggered_at = $last, last_status = $status,
            consecutive_failures = CASE WHEN $succeeded THEN 0 ELSE consecutive_failures END + $failures,
            dead_deliveries = CASE WHEN $succeeded THEN 0 ELSE dead_deliveries END + $dead,
            failing_since = CASE WHEN $succeeded OR failing_since IS NULL THEN $since ELSE failing_since END
        WHERE id = $id
        """;

    private const string AddToHour =
        """
        INSERT INTO delivery_hours (subscription_id, hour, bucket, succeeded, failed) VALUES ($id, $hour, $bucket, $succeeded, $failed)
        ON CONFLICT (subscription_id, hour, bucket) DO UPDATE SET succeeded = succeeded + excluded.succeeded, failed = failed + excluded.failed
        """;

    // Asked for each delivery that is stored, and the same throughout a transaction: it changes with saves of EF Core alone.
    private readonly Dictionary<long, bool?> _stopped = [];
    private long _transaction;

    public bool? IsStopped(WriteSession session, long subscriptionId)
    {
        if (_transaction != session.Transaction)
        {
            _transaction = session.Transaction;
            _stopped.Clear();
        }

        if (!_stopped.TryGetValue(subscriptionId, out var isStopped))
        {
            _stopped[subscriptionId] = isStopped = session.Scalar(Stopped, ("$id", subscriptionId)) is long stopped ? stopped != 0 : null;
        }

        return isStopped;
    }

    public string? ChannelIfOff(WriteSession session, long subscriptionId) => session.Scalar(Off, ("$id", subscriptionId)) as string;

    public void Count(WriteSession session, long subscriptionId, DeliveryCount count) => session.Execute(
        Update,
        ("$attempts", count.Attempts),
        ("$last", count.Last),
        ("$status", count.Status),
        ("$succeeded", count.Succeeded),
        ("$failures", count.Failures),
        ("$dead", count.Dead),
        ("$since", count.Since),
        ("$id", subscriptionId));

    public void CountHour(WriteSession session, long subscriptionId, long hour, int bucket, int succeeded, int failed) =>
        session.Execute(AddToHour, ("$id", subscriptionId), ("$hour", hour), ("$bucket", bucket), ("$succeeded", succeeded), ("$failed", failed));
}
