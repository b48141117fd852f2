using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Who stands first in the lines of ordered deliveries, asked of small indexes.</summary>
internal sealed class JobTurns : IJobTurns
{
    internal const string Next =
        "SELECT id, rank, subscription_id, ordering_key FROM jobs WHERE state = 'queued' AND lane = $lane AND rank < $awaits ORDER BY rank LIMIT $limit";

    // By name: SQLite would look through everything the subscription was ever sent.
    internal const string IsBehind =
        """
        SELECT EXISTS (SELECT 1 FROM jobs INDEXED BY ix_jobs_ordered
                       WHERE subscription_id = $subscription AND ordering_key = $key AND finished_at IS NULL AND id < $id)
            OR EXISTS (SELECT 1 FROM jobs INDEXED BY ix_jobs_running
                       WHERE state = 'running' AND subscription_id = $subscription AND ordering_key = $key)
        """;

    internal static readonly string PassTurn =
        $"""
        UPDATE jobs SET rank = {JobTable.RankDue}
        WHERE state = 'queued' AND rank = $awaits AND id = (
            SELECT MIN(id) FROM jobs INDEXED BY ix_jobs_ordered WHERE subscription_id = $subscription AND ordering_key = $key AND finished_at IS NULL)
        """;

    internal static readonly string HurryFirst =
        $"""
        UPDATE jobs SET state = 'queued', due_at = $now, rank = {JobTable.RankNow}
        WHERE state = 'retrying' AND id = (
            SELECT MIN(id) FROM jobs INDEXED BY ix_jobs_ordered WHERE subscription_id = $subscription AND ordering_key = $key AND finished_at IS NULL)
        AND EXISTS (
            SELECT 1 FROM jobs INDEXED BY ix_jobs_ordered WHERE subscription_id = $subscription AND ordering_key = $key AND finished_at IS NULL AND state = 'queued')
        RETURNING {JobTable.Changed}
        """;

    private const string Await = "UPDATE jobs SET rank = $awaits WHERE id = $id";

    private const string Awaited = "SELECT 1 FROM jobs WHERE state = 'queued' AND lane = $lane AND rank = $awaits LIMIT 1";

    private static readonly string Recall = $"UPDATE jobs SET rank = {JobTable.RankDue} WHERE state = 'queued' AND lane = $lane AND rank = $awaits";

    public List<(long Id, long Rank)> Ready(WriteSession session, string lane, int limit)
    {
        while (true)
        {
            var jobs = session.Query(Next, Read, ("$lane", lane), ("$awaits", JobRow.AwaitsTurn), ("$limit", limit));
            var behind = jobs.FindAll(job => job.Key is { } key && session.Scalar(IsBehind, ("$subscription", job.Subscription), ("$key", key), ("$id", job.Id)) is 1L);
            if (behind.Count == 0)
            {
                return jobs.ConvertAll(job => (job.Id, job.Rank));
            }

            foreach (var job in behind)
            {
                session.Execute(Await, ("$awaits", JobRow.AwaitsTurn), ("$id", job.Id));
            }
        }
    }

    public bool AreAwaited(WriteSession session, string lane) => session.Scalar(Awaited, ("$lane", lane), ("$awaits", JobRow.AwaitsTurn)) is not null;

    public void Pass(WriteSession session, long subscriptionId, string orderingKey) =>
        session.Execute(PassTurn, ("$awaits", JobRow.AwaitsTurn), ("$subscription", subscriptionId), ("$key", orderingKey));

    public List<ChangedJob> Hurry(WriteSession session, long subscriptionId, string orderingKey, DateTimeOffset now) =>
        session.Query(HurryFirst, JobTable.ReadChanged, ("$subscription", subscriptionId), ("$key", orderingKey), ("$now", now.ToUnixTimeMilliseconds()));

    public void LookAnew(WriteSession session, string lane) => session.Execute(Recall, ("$lane", lane), ("$awaits", JobRow.AwaitsTurn));

    private static (long Id, long Rank, long? Subscription, string? Key) Read(SqlRow reader) =>
        (reader.GetInt64(0), reader.GetInt64(1), JobTable.NullableInt64(reader, 2), reader.IsDBNull(3) ? null : reader.GetString(3));
}
