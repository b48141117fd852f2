using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The deliveries that quiet hours put off, in SQLite.</summary>
internal sealed class QuietTable : IQuietTable
{
    private const string WaitStatement = "INSERT INTO quiet_waits (job_id, subscription_id) VALUES ($job, $subscription) ON CONFLICT (job_id) DO NOTHING";

    private const string FindStatement = "SELECT digest_id FROM quiet_waits WHERE job_id = $job";

    private const string LastToWaitStatement = "SELECT subscription_id, MAX(job_id) FROM quiet_waits GROUP BY subscription_id";

    private const string GatherStatement =
        """
        UPDATE quiet_waits SET digest_id = $digest
        WHERE subscription_id = $subscription AND digest_id IS NULL
            AND (job_id = $digest OR EXISTS (SELECT 1 FROM jobs WHERE id = job_id AND finished_at IS NULL AND "trigger" <> 'manual'))
        """;

    private const string EndStatement =
        $"""
        UPDATE jobs SET state = 'cancelled', runs = runs + 1, finished_at = $now, last_error = $reason
        WHERE id IN (SELECT job_id FROM quiet_waits WHERE digest_id = $digest AND job_id <> $digest) AND state IN ('queued', 'retrying', 'held')
        RETURNING {JobTable.Changed}
        """;

    private static readonly string WakeStatement =
        $"""
        UPDATE jobs SET state = 'queued', due_at = $now, rank = {JobTable.RankNow}
        WHERE id IN (SELECT job_id FROM quiet_waits WHERE subscription_id = $subscription AND digest_id IS NULL) AND state = 'retrying'
        RETURNING {JobTable.Changed}
        """;

    private const string AttemptStatement =
        """
        INSERT INTO attempts (job_id, number, "trigger", started_at, duration_ms, outcome, reason)
        SELECT id, runs, "trigger", $now, 0, $outcome, $reason FROM jobs WHERE id = $job
        """;

    private const string CountStatement = "SELECT COUNT(*) FROM quiet_waits WHERE digest_id = $digest";

    private const string EventsStatement =
        """
        SELECT jobs.event_id FROM quiet_waits JOIN jobs ON jobs.id = quiet_waits.job_id
        WHERE digest_id = $digest AND jobs.event_id IS NOT NULL ORDER BY jobs.id LIMIT $limit
        """;

    public void Wait(WriteSession session, long jobId, long subscriptionId) => session.Execute(WaitStatement, ("$job", jobId), ("$subscription", subscriptionId));

    public QuietPlace? Find(WriteSession session, long jobId) =>
        session.Query(FindStatement, row => new QuietPlace(JobTable.NullableInt64(row, 0)), ("$job", jobId)) is [var place] ? place : null;

    public List<(long Subscription, long Job)> LastToWait(WriteSession session) => session.Query(LastToWaitStatement, row => (row.GetInt64(0), row.GetInt64(1)));

    public void Gather(WriteSession session, long subscriptionId, long digestId) =>
        session.Execute(GatherStatement, ("$digest", digestId), ("$subscription", subscriptionId));

    public List<ChangedJob> EndGathered(WriteSession session, long digestId, string reason, DateTimeOffset now)
    {
        var ended = session.Query(EndStatement, JobTable.ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$reason", reason), ("$digest", digestId));
        foreach (var job in ended)
        {
            session.Execute(AttemptStatement, ("$now", now.ToUnixTimeMilliseconds()), ("$outcome", JobAttempt.Replaced), ("$reason", reason), ("$job", job.Id));
        }

        return ended;
    }

    public List<ChangedJob> Wake(WriteSession session, long subscriptionId, DateTimeOffset now) =>
        session.Query(WakeStatement, JobTable.ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$subscription", subscriptionId));

    public int CountIn(WriteSession session, long digestId) => session.Scalar(CountStatement, ("$digest", digestId)) is long count ? (int)count : 0;

    public List<string> EventsIn(WriteSession session, long digestId, int limit) =>
        session.Query(EventsStatement, row => row.GetString(0), ("$digest", digestId), ("$limit", limit));
}
