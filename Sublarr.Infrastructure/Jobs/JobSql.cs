using System.Globalization;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The statements of the hot path.</summary>
internal static class JobSql
{
    /// <summary>The columns that <see cref="ReadJob"/> reads, in its order.</summary>
    public const string JobColumns =
        "id, kind, title, payload, lane, priority, attempts, parent_id, event_id, subscription_id, hop, created_at, \"trigger\", is_test, started_at, ordering_key";

    /// <summary>What statements that give jobs a state return for <see cref="JobStore.Change"/>.</summary>
    public const string Changed = "id, kind, subscription_id, lane, ordering_key";

    // How much each level of priority adds to a rank.
    private static readonly string Ageing = string.Create(CultureInfo.InvariantCulture, $"priority * {JobPriority.AgeingStep.TotalMilliseconds:0}");

    public const string Insert =
        """
        INSERT INTO jobs (kind, title, payload, state, lane, priority, rank, attempts, runs, due_at, created_at,
                          parent_id, event_id, subscription_id, hop, "trigger", is_test, ordering_key)
        VALUES ($kind, $title, $payload, $state, $lane, $priority, $rank, 0, 0, $due, $now,
                $parent, $event, $subscription, $hop, $trigger, $test, $ordering)
        """;

    public const string Ready = "SELECT id, rank FROM jobs WHERE state = 'queued' AND lane = $lane ORDER BY rank LIMIT $limit";

    public const string ReadyLanes = "SELECT DISTINCT lane FROM jobs WHERE state = 'queued'";

    // Read after it: for RETURNING, SQLite makes a table of its own each time, which costs more than to look again.
    public const string Claim =
        "UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = $now, lease_owner = $owner, lease_until = $until WHERE id = $id";

    public const string Claimed = $"SELECT {JobColumns} FROM jobs WHERE id = $id";

    public const string Conclude =
        """
        UPDATE jobs SET state = $state, attempts = $attempts, runs = runs + $runs, due_at = $due, rank = $rank, finished_at = $finished,
                        lease_owner = NULL, lease_until = NULL, last_error = $error, "trigger" = $trigger
        WHERE id = $id AND state = 'running' AND lease_owner = $owner
        """;

    public const string InsertAttempt =
        """
        INSERT INTO attempts (job_id, number, "trigger", started_at, duration_ms, outcome, reason, failure, next_attempt_at, detail)
        VALUES ($job, (SELECT runs FROM jobs WHERE id = $job), $trigger, $started, $duration, $outcome, $reason, $failure, $next, $detail)
        """;

    /// <summary>The rank of a job that is due now, as <see cref="JobPriority.RankAt"/> has it.</summary>
    public static readonly string RankNow = $"$now + {Ageing}";

    /// <summary>The rank of a job that has been due since its time.</summary>
    public static readonly string RankDue = $"due_at + {Ageing}";

    public static readonly string Promote =
        $"""
        UPDATE jobs SET state = 'queued', rank = {RankDue}
        WHERE id IN (SELECT id FROM jobs WHERE state = 'retrying' AND due_at <= $now ORDER BY due_at LIMIT 500)
        RETURNING {Changed}
        """;

    public const string NextDue = "SELECT MIN(due_at) FROM jobs WHERE state = 'retrying'";

    public const string Cancel =
        $"""
        UPDATE jobs SET state = 'cancelled', finished_at = $now, last_error = $reason
        WHERE id = $id AND state IN ('queued', 'retrying', 'held') RETURNING {Changed}
        """;

    public const string Redeliver =
        $"""
        UPDATE jobs SET state = 'queued', attempts = 0, due_at = $now, rank = $rank, finished_at = NULL, "trigger" = 'manual'
        WHERE id = $id AND state <> 'running' RETURNING {Changed}
        """;

    public static readonly string Requeue =
        $"""
        UPDATE jobs SET state = 'queued', attempts = 0, due_at = $now, rank = {RankNow}, finished_at = NULL, "trigger" = 'manual'
        WHERE id = $id AND state IN ('dead', 'cancelled', 'expired', 'held') RETURNING {Changed}
        """;

    /// <summary>One that waits for its turn goes on doing so.</summary>
    public static readonly string SetPriority = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        UPDATE jobs SET priority = $priority, rank = CASE WHEN rank = $awaits THEN rank ELSE due_at + $priority * {JobPriority.AgeingStep.TotalMilliseconds:0} END
        WHERE id = $id AND state IN ('queued', 'retrying', 'held')
        """);

    public const string RenewLeases = "UPDATE jobs SET lease_until = $until WHERE state = 'running' AND lease_owner = $owner";

    public const string Abandoned = $"SELECT {JobColumns} FROM jobs WHERE state = 'running' AND lease_owner <> $owner";

    public const string Adopt = "UPDATE jobs SET lease_owner = $owner WHERE id = $id";

    public static Job ReadJob(SqlRow reader) => new(
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

    public static long? NullableInt64(SqlRow reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
