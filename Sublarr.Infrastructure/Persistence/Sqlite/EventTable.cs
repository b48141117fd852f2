using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Events;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The events in SQLite.</summary>
internal sealed class EventTable : IEventTable
{
    private const string InsertEvent =
        """
        INSERT INTO events (id, name, version, occurred_at, data, key, cause_job_id, cause_subscription_id, hop, is_alert)
        VALUES ($id, $name, $version, $occurred, $data, $key, $job, $subscription, $hop, $alert)
        ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
        """;

    public bool Insert(WriteSession session, EventEnvelope envelope) => session.Execute(
        InsertEvent,
        ("$id", envelope.Id),
        ("$name", envelope.Name),
        ("$version", envelope.Version),
        ("$occurred", envelope.OccurredAt.ToUnixTimeMilliseconds()),
        ("$data", envelope.Data),
        ("$key", envelope.Key),
        ("$job", envelope.Cause.JobId),
        ("$subscription", envelope.Cause.SubscriptionId),
        ("$hop", envelope.Cause.Hop),
        ("$alert", envelope.IsAlert)) > 0;
}
