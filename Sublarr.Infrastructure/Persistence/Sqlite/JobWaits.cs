using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The waits of jobs in SQLite.</summary>
internal sealed class JobWaits : IJobWaits
{
    private const string MoveBack = "UPDATE jobs SET due_at = due_at - $by WHERE state = 'retrying'";

    // Not beyond the wait that was decided on: as often as it is asked, it moves nothing a second time.
    private const string Shorten =
        """
        UPDATE jobs SET due_at = $now + waits.longest
        FROM (SELECT id AS waiting_id, MAX(0, COALESCE(
                  (SELECT next_attempt_at - started_at FROM attempts WHERE job_id = jobs.id AND number = jobs.runs), due_at - created_at)) AS longest
              FROM jobs WHERE state = 'retrying') AS waits
        WHERE jobs.id = waits.waiting_id AND jobs.due_at > $now + waits.longest
        """;

    // What was queued by a clock that was ahead must not stand behind all that comes after.
    private static readonly string RankAnew =
        $"UPDATE jobs SET due_at = $now, rank = {JobTable.RankNow} WHERE state = 'queued' AND due_at > $now AND rank <> $awaits";

    public void SetBack(WriteSession session, TimeSpan by, DateTimeOffset now)
    {
        session.Execute(MoveBack, ("$by", (long)by.TotalMilliseconds));
        Rank(session, now);
    }

    public void Limit(WriteSession session, DateTimeOffset now)
    {
        session.Execute(Shorten, ("$now", now.ToUnixTimeMilliseconds()));
        Rank(session, now);
    }

    private static void Rank(WriteSession session, DateTimeOffset now) =>
        session.Execute(RankAnew, ("$now", now.ToUnixTimeMilliseconds()), ("$awaits", JobRow.AwaitsTurn));
}
