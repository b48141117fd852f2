using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Notices that the clock was set back, for more time has passed than it says, and moves what waits by as much. That it was set forward
/// cannot be told from a machine that slept, and needs nothing: what is due then is due. Used on the writer's thread only.
/// </summary>
internal sealed class ClockWatch(TimeProvider time)
{
    private const string SetBack = "UPDATE jobs SET due_at = due_at - $by WHERE state = 'retrying'";

    // Not beyond the wait that was decided on: as often as it is asked, it moves nothing a second time.
    private const string ShortenWaits =
        """
        UPDATE jobs SET due_at = $now + waits.longest
        FROM (SELECT id AS waiting_id, MAX(0, COALESCE(
                  (SELECT next_attempt_at - started_at FROM attempts WHERE job_id = jobs.id AND number = jobs.runs), due_at - created_at)) AS longest
              FROM jobs WHERE state = 'retrying') AS waits
        WHERE jobs.id = waits.waiting_id AND jobs.due_at > $now + waits.longest
        """;

    // What was queued by a clock that was ahead must not stand behind all that comes after.
    private static readonly string RankAnew =
        $"UPDATE jobs SET due_at = $now, rank = {JobSql.RankNow} WHERE state = 'queued' AND due_at > $now AND rank <> $awaits";

    // Clocks are corrected by a little all the time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private DateTimeOffset _at = time.GetUtcNow();
    private long _timestamp = time.GetTimestamp();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Lets waits go on as they were when the clock was set back. To be called before anything is stored by the new time.</summary>
    /// <returns>True when something may be due at another time now.</returns>
    public bool Follow(WriteSession session)
    {
        var lost = time.GetElapsedTime(_timestamp) - (time.GetUtcNow() - _at);
        if (lost < Tolerance)
        {
            if (lost <= TimeSpan.Zero)
            {
                Accept();
            }

            return false;
        }

        session.Execute(SetBack, ("$by", (long)lost.TotalMilliseconds));
        session.Execute(RankAnew, ("$now", Now), ("$awaits", JobRow.AwaitsTurn));
        session.AfterCommit(Accept);
        return true;
    }

    /// <summary>The same at a start: how far the clock was set back meanwhile nobody knows, but no wait is to be longer than it was to be.</summary>
    public void FollowSinceStop(WriteSession session)
    {
        session.Execute(ShortenWaits, ("$now", Now));
        session.Execute(RankAnew, ("$now", Now), ("$awaits", JobRow.AwaitsTurn));
    }

    private void Accept() => (_at, _timestamp) = (time.GetUtcNow(), time.GetTimestamp());
}
