using System.Globalization;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The jobs in SQLite, and the statements of the hot path.</summary>
internal sealed class JobTable : IJobTable
{
    /// <summary>The columns that <see cref="ReadJob"/> reads, in its order.</summary>
    private const string JobColumns =
        "id, kind, title, payload, lane, priority, attempts, parent_id, event_id, subscription_id, hop, created_at, \"trigger\", is_test, started_at, ordering_key";

    /// <summary>What statements that give jobs a state return for <see cref="ReadChanged"/>.</summary>
    public const string Changed = "id, kind, subscription_id, lane, ordering_key";

    // How much each level of priority adds to a rank.
    private static readonly string Ageing = string.Create(CultureInfo.InvariantCulture, $"priority * {JobPriority.AgeingStep.TotalMilliseconds:0}");

    private const string InsertStatement =
        """
        INSERT INTO jobs (kind, title, payload, state, lane, priority, rank, attempts, runs, due_at, created_at,
                          parent_id, event_id, subscription_id, hop, "trigger", is_test, ordering_key, key, started_at, lease_owner, lease_until)
        VALUES ($kind, $title, $payload, $state, $lane, $priority, $rank, $attempts, 0, $due, $now,
                $parent, $event, $subscription, $hop, $trigger, $test, $ordering, $key, $started, $owner, $until)
        """;

    private const string ReadyStatement = "SELECT id, rank FROM jobs WHERE state = 'queued' AND lane = $lane ORDER BY rank LIMIT $limit";

    private const string ReadyLanesStatement = "SELECT DISTINCT lane FROM jobs WHERE state = 'queued'";

    // Read after it: for RETURNING, SQLite makes a table of its own each time, which costs more than to look again.
    private const string ClaimStatement =
        "UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = $now, lease_owner = $owner, lease_until = $until WHERE id = $id";

    // What else a person can change of a job that waits is asked for: then it is not as it was queued.
    private const string ClaimInHandStatement = ClaimStatement + " AND attempts = 0 AND runs = 0 AND priority = $priority AND \"trigger\" = $trigger";

    private const string ClaimedStatement = $"SELECT {JobColumns} FROM jobs WHERE id = $id";

    private const string ConcludeStatement =
        """
        UPDATE jobs SET state = $state, attempts = $attempts, runs = runs + $runs, due_at = $due, rank = $rank, finished_at = $finished,
                        lease_owner = NULL, lease_until = NULL, last_error = $error, "trigger" = $trigger
        WHERE id = $id AND state = 'running' AND lease_owner = $owner
        """;

    private const string InsertAttemptStatement =
        """
        INSERT INTO attempts (job_id, number, "trigger", started_at, duration_ms, outcome, reason, failure, next_attempt_at, detail)
        VALUES ($job, (SELECT runs FROM jobs WHERE id = $job), $trigger, $started, $duration, $outcome, $reason, $failure, $next, $detail)
        """;

    /// <summary>The rank of a job that is due now, as <see cref="JobPriority.RankAt"/> has it.</summary>
    public static readonly string RankNow = $"$now + {Ageing}";

    /// <summary>The rank of a job that has been due since its time.</summary>
    public static readonly string RankDue = $"due_at + {Ageing}";

    private static readonly string PromoteStatement =
        $"""
        UPDATE jobs SET state = 'queued', rank = {RankDue}
        WHERE id IN (SELECT id FROM jobs WHERE state = 'retrying' AND due_at <= $now ORDER BY due_at LIMIT 500)
        RETURNING {Changed}
        """;

    private const string NextDueStatement = "SELECT MIN(due_at) FROM jobs WHERE state = 'retrying'";

    private const string CancelStatement =
        $"""
        UPDATE jobs SET state = 'cancelled', finished_at = $now, last_error = $reason
        WHERE id = $id AND state IN ('queued', 'retrying', 'held') RETURNING {Changed}
        """;

    // Of another attempt it says nothing, so none has to forget it.
    private const string AskToStopStatement = "UPDATE jobs SET stop_asked_for = started_at WHERE id = $id AND state = 'running'";

    private const string RedeliverStatement =
        $"""
        UPDATE jobs SET state = 'queued', attempts = 0, due_at = $now, rank = $rank, finished_at = NULL, "trigger" = 'manual'
        WHERE id = $id AND state <> 'running' RETURNING {Changed}
        """;

    // Asked for a second time it keeps its place.
    private const string RunNextStatement =
        $"""
        UPDATE jobs SET state = 'queued', attempts = 0, due_at = MIN(due_at, $now), rank = MIN(rank, $rank), "trigger" = 'manual'
        WHERE id = $id AND state IN ('queued', 'retrying') RETURNING {Changed}
        """;

    private const string BringForwardStatement =
        $"""
        UPDATE jobs SET state = 'queued', attempts = 0, due_at = MIN(due_at, $now), priority = MIN(priority, $priority), rank = MIN(rank, $rank), "trigger" = 'manual'
        WHERE id = $id AND (state = 'retrying' OR (state = 'queued' AND priority > $priority)) RETURNING {Changed}
        """;

    private static readonly string RequeueStatement =
        $"""
        UPDATE jobs SET state = 'queued', attempts = 0, due_at = $now, rank = {RankNow}, finished_at = NULL, "trigger" = 'manual'
        WHERE id = $id AND state IN ('dead', 'cancelled', 'expired', 'held') RETURNING {Changed}
        """;

    private static readonly string SetPriorityStatement = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        UPDATE jobs SET priority = $priority, rank = CASE WHEN rank = $awaits THEN rank ELSE due_at + $priority * {JobPriority.AgeingStep.TotalMilliseconds:0} END
        WHERE id = $id AND state IN ('queued', 'retrying', 'held') RETURNING {Changed}, state
        """);

    private const string RenewLeasesStatement = "UPDATE jobs SET lease_until = $until WHERE state = 'running' AND lease_owner = $owner";

    private const string AbandonedStatement = $"SELECT {JobColumns}, stop_asked_for IS started_at AND started_at IS NOT NULL FROM jobs WHERE state = 'running' AND lease_owner <> $owner";

    private const string AdoptStatement = "UPDATE jobs SET lease_owner = $owner WHERE id = $id";

    public long Insert(WriteSession session, NewJob job, JobState state, DateTimeOffset due, DateTimeOffset now, string? orderingKey) =>
        Insert(session, job, state, due, now, orderingKey, lease: null);

    public Job InsertClaimed(WriteSession session, NewJob job, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        var id = Insert(session, job, JobState.Running, now, now, orderingKey: null, (owner, until));
        return job.Stored(id, now, orderingKey: null).Begun(now);
    }

    public List<string> QueuedLanes(WriteSession session) => session.Query(ReadyLanesStatement, row => row.GetString(0));

    public List<(long Id, long Rank)> Ready(WriteSession session, string lane, int limit) =>
        session.Query(ReadyStatement, row => (row.GetInt64(0), row.GetInt64(1)), ("$lane", lane), ("$limit", limit));

    public bool ClaimInHand(WriteSession session, Job job, string owner, DateTimeOffset now, DateTimeOffset until) =>
        session.Execute(
            ClaimInHandStatement,
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$owner", owner),
            ("$until", until.ToUnixTimeMilliseconds()),
            ("$id", job.Id),
            ("$priority", job.Priority.Value),
            ("$trigger", EnumWord<JobTrigger>.Of(job.Trigger))) > 0;

    public Job Claim(WriteSession session, long jobId, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        session.Execute(ClaimStatement, ("$now", now.ToUnixTimeMilliseconds()), ("$owner", owner), ("$until", until.ToUnixTimeMilliseconds()), ("$id", jobId));
        return session.Query(ClaimedStatement, ReadJob, ("$id", jobId))[0];
    }

    public bool Conclude(WriteSession session, Job job, string owner, JobTransition transition, DateTimeOffset due, DateTimeOffset now, JobTrigger next, bool wasTried) =>
        session.Execute(
            ConcludeStatement,
            ("$state", EnumWord<JobState>.Of(transition.State)),
            ("$attempts", transition.Attempts),
            ("$runs", wasTried ? 1 : 0),
            ("$due", WholeMilliseconds(due)),
            ("$rank", job.Priority.RankAt(due)),
            ("$finished", transition.State.IsTerminal() ? now.ToUnixTimeMilliseconds() : null),
            ("$error", transition.Reason),
            ("$trigger", EnumWord<JobTrigger>.Of(next)),
            ("$id", job.Id),
            ("$owner", owner)) > 0;

    public void Insert(WriteSession session, Job job, JobAttempt attempt, string? detail, DateTimeOffset? retryAt) => session.Execute(
        InsertAttemptStatement,
        ("$job", job.Id),
        ("$trigger", EnumWord<JobTrigger>.Of(job.Trigger)),
        ("$started", attempt.StartedAt.ToUnixTimeMilliseconds()),
        ("$duration", attempt.Duration.TotalMilliseconds),
        ("$outcome", attempt.Outcome),
        ("$reason", attempt.Reason),
        ("$failure", attempt.Detail?.Failure is { } failure ? EnumWord<FailureClass>.Of(failure) : null),
        ("$next", retryAt?.ToUnixTimeMilliseconds()),
        ("$detail", detail));

    public List<ChangedJob> Promote(WriteSession session, DateTimeOffset now) => session.Query(PromoteStatement, ReadChanged, ("$now", now.ToUnixTimeMilliseconds()));

    public DateTimeOffset? NextDue(WriteSession session) => session.Scalar(NextDueStatement) is long due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;

    public List<ChangedJob> Cancel(WriteSession session, long jobId, string reason, DateTimeOffset now) =>
        session.Query(CancelStatement, ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$reason", reason), ("$id", jobId));

    public bool AskToStop(WriteSession session, long jobId) => session.Execute(AskToStopStatement, ("$id", jobId)) > 0;

    public List<ChangedJob> Redeliver(WriteSession session, long jobId, DateTimeOffset now) =>
        session.Query(RedeliverStatement, ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$rank", JobPriority.High.RankAt(now)), ("$id", jobId));

    public List<ChangedJob> RunNext(WriteSession session, long jobId, DateTimeOffset now) =>
        session.Query(RunNextStatement, ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$rank", JobPriority.RankNextAt(now)), ("$id", jobId));

    public List<ChangedJob> BringForward(WriteSession session, long jobId, JobPriority priority, DateTimeOffset now) => session.Query(
        BringForwardStatement, ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$priority", priority.Value), ("$rank", priority.RankAt(now)), ("$id", jobId));

    public string? KindOf(WriteSession session, long jobId) => session.Scalar("SELECT kind FROM jobs WHERE id = $id", ("$id", jobId)) as string;

    public JobState? StateOf(WriteSession session, long jobId) =>
        session.Scalar("SELECT state FROM jobs WHERE id = $id", ("$id", jobId)) is string state ? EnumWord<JobState>.Parse(state) : null;

    public List<ChangedJob> Requeue(WriteSession session, long jobId, DateTimeOffset now) =>
        session.Query(RequeueStatement, ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$id", jobId));

    public (ChangedJob Job, JobState State)? SetPriority(WriteSession session, long jobId, JobPriority priority) =>
        session.Query(
            SetPriorityStatement,
            row => (ReadChanged(row), EnumWord<JobState>.Parse(row.GetString(5))),
            ("$priority", priority.Value),
            ("$awaits", JobRow.AwaitsTurn),
            ("$id", jobId)) is [var changed] ? changed : null;

    public int RenewLeases(WriteSession session, string owner, DateTimeOffset until) =>
        session.Execute(RenewLeasesStatement, ("$until", until.ToUnixTimeMilliseconds()), ("$owner", owner));

    public List<AbandonedJob> Adopt(WriteSession session, string owner)
    {
        var jobs = session.Query(AbandonedStatement, row => new AbandonedJob(ReadJob(row), row.GetBoolean(16)), ("$owner", owner));
        foreach (var (job, _) in jobs)
        {
            session.Execute(AdoptStatement, ("$owner", owner), ("$id", job.Id));
        }

        return jobs;
    }

    /// <summary>Reads what <see cref="Changed"/> returns.</summary>
    public static ChangedJob ReadChanged(SqlRow row) =>
        new(row.GetInt64(0), row.GetString(1), NullableInt64(row, 2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4));

    public static long? NullableInt64(SqlRow row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    // Under a lease its first attempt begins now.
    private static long Insert(
        WriteSession session, NewJob job, JobState state, DateTimeOffset due, DateTimeOffset now, string? orderingKey, (string Owner, DateTimeOffset Until)? lease) => session.Insert(
        InsertStatement,
        ("$kind", job.Kind),
        ("$title", job.Title),
        ("$payload", job.Payload),
        ("$state", EnumWord<JobState>.Of(state)),
        ("$lane", job.Lane),
        ("$priority", job.Priority.Value),
        ("$rank", job.Priority.RankAt(due)),
        ("$attempts", lease is null ? 0 : 1),
        ("$due", WholeMilliseconds(due)),
        ("$now", now.ToUnixTimeMilliseconds()),
        ("$parent", job.ParentId),
        ("$event", job.EventId),
        ("$subscription", job.SubscriptionId),
        ("$hop", job.Hop),
        ("$trigger", EnumWord<JobTrigger>.Of(job.Trigger)),
        ("$test", job.IsTest),
        ("$ordering", orderingKey),
        ("$key", job.Key),
        ("$started", lease is null ? null : now.ToUnixTimeMilliseconds()),
        ("$owner", lease?.Owner),
        ("$until", lease?.Until.ToUnixTimeMilliseconds()));

    // Rounded up: a neighbour's wake-up must not take a job within the millisecond before its time.
    private static long WholeMilliseconds(DateTimeOffset due) => (due + TimeSpan.FromMilliseconds(1) - TimeSpan.FromTicks(1)).ToUnixTimeMilliseconds();

    private static Job ReadJob(SqlRow reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        new JobPriority(reader.GetInt32(5)),
        reader.GetInt32(6),
        NullableInt64(reader, 7),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        NullableInt64(reader, 9),
        reader.GetInt32(10),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(11)),
        EnumWord<JobTrigger>.Parse(reader.GetString(12)),
        reader.GetBoolean(13),
        reader.IsDBNull(14) ? default : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(14)),
        reader.IsDBNull(15) ? null : reader.GetString(15));
}
