using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Notices that the clock was set back, for more time has passed than it says, and moves what waits by as much. That it was set forward
/// cannot be told from a machine that slept, and needs nothing: what is due then is due. Used on the writer's thread only.
/// </summary>
internal sealed class ClockWatch(IJobWaits waits, TimeProvider time)
{
    // Clocks are corrected by a little all the time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private DateTimeOffset _at = time.GetUtcNow();
    private long _timestamp = time.GetTimestamp();

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

        waits.SetBack(session, lost, time.GetUtcNow());
        session.AfterCommit(Accept);
        return true;
    }

    /// <summary>The same at a start: how far the clock was set back meanwhile nobody knows, but no wait is to be longer than it was to be.</summary>
    public void FollowSinceStop(WriteSession session) => waits.Limit(session, time.GetUtcNow());

    private void Accept() => (_at, _timestamp) = (time.GetUtcNow(), time.GetTimestamp());
}
