using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Lets jobs of one lane that have the same ordering key go one at a time, by their ids. One that has to wait is put at the end
/// of its lane, so that claims meet it once and not each time, and is brought back when it stands first. Until then nothing in
/// the database has to be kept in step: who stands first is asked when it matters. Used on the writer's thread only.
/// </summary>
internal static class JobTurns
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
        UPDATE jobs SET rank = {JobSql.RankDue}
        WHERE state = 'queued' AND rank = $awaits AND id = (
            SELECT MIN(id) FROM jobs INDEXED BY ix_jobs_ordered WHERE subscription_id = $subscription AND ordering_key = $key AND finished_at IS NULL)
        """;

    private const string Await = "UPDATE jobs SET rank = $awaits WHERE id = $id";

    private const string Awaited = "SELECT 1 FROM jobs WHERE state = 'queued' AND lane = $lane AND rank = $awaits LIMIT 1";

    private static readonly string Recall = $"UPDATE jobs SET rank = {JobSql.RankDue} WHERE state = 'queued' AND lane = $lane AND rank = $awaits";

    /// <summary>The most urgent jobs of a lane whose turn it is.</summary>
    public static List<(long Id, long Rank)> Ready(WriteSession session, string lane, int limit)
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

    /// <summary>True when jobs of the lane wait for others of their key.</summary>
    public static bool AreAwaited(WriteSession session, string lane) => session.Scalar(Awaited, ("$lane", lane), ("$awaits", JobRow.AwaitsTurn)) is not null;

    /// <summary>Brings back the job that stands first now, if it has waited for that.</summary>
    public static void Pass(WriteSession session, long subscriptionId, string orderingKey) =>
        session.Execute(PassTurn, ("$awaits", JobRow.AwaitsTurn), ("$subscription", subscriptionId), ("$key", orderingKey));

    /// <summary>Brings all jobs of a lane back: the next claim asks again which of them have to wait.</summary>
    public static void LookAnew(WriteSession session, string lane) => session.Execute(Recall, ("$lane", lane), ("$awaits", JobRow.AwaitsTurn));

    private static (long Id, long Rank, long? Subscription, string? Key) Read(SqlRow reader) =>
        (reader.GetInt64(0), reader.GetInt64(1), JobSql.NullableInt64(reader, 2), reader.IsDBNull(3) ? null : reader.GetString(3));
}
