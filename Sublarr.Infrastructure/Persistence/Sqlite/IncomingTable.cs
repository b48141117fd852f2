using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Incoming;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The reports of Sonarr and Radarr in SQLite.</summary>
internal sealed class IncomingTable : IIncomingTable
{
    private const string FindFirst =
        """
        SELECT job_id FROM incoming
        WHERE dedup_key = $key AND received_at > $since AND received_at <= $until AND state = 'accepted' ORDER BY received_at DESC LIMIT 1
        """;

    private const string InsertReport =
        """
        INSERT INTO incoming (source, instance, event_type, body, received_at, dedup_key, state, job_id)
        VALUES ($source, $instance, $type, $body, $now, $key, $state, $job)
        """;

    public long? FirstJob(WriteSession session, string key, DateTimeOffset after, DateTimeOffset until) =>
        (long?)session.Scalar(FindFirst, ("$key", key), ("$since", after.ToUnixTimeMilliseconds()), ("$until", until.ToUnixTimeMilliseconds()));

    public long Insert(WriteSession session, ArrReport report, string body, DateTimeOffset receivedAt, string? key, IncomingState state, long? jobId) => session.Insert(
        InsertReport,
        ("$source", report.Source.Key()),
        ("$instance", report.Instance),
        ("$type", report.EventType),
        ("$body", body),
        ("$now", receivedAt.ToUnixTimeMilliseconds()),
        ("$key", key),
        ("$state", EnumWord<IncomingState>.Of(state)),
        ("$job", jobId));
}
