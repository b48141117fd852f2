using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Deliveries that are held, as they are stored. Asked on the writer's thread, within its transactions; each answers with the jobs it has changed.</summary>
internal interface IHeldTable
{
    /// <summary>Holds what is queued or waits for a subscription, but for tests.</summary>
    List<ChangedJob> Hold(WriteSession session, long subscriptionId);

    /// <summary>Queues all that is held for a subscription.</summary>
    List<ChangedJob> Release(WriteSession session, long subscriptionId, DateTimeOffset now);

    /// <summary>Queues the oldest that is held for a subscription.</summary>
    List<ChangedJob> ReleaseOldest(WriteSession session, long subscriptionId, DateTimeOffset now);

    /// <summary>Lets all that is held for a subscription become due one after the other, the oldest first.</summary>
    List<ChangedJob> ReleaseSlowly(WriteSession session, long subscriptionId, int perSecond, DateTimeOffset now);

    /// <summary>Cancels what has been held for a subscription since before a time.</summary>
    List<ChangedJob> Discard(WriteSession session, long subscriptionId, DateTimeOffset before, string reason, DateTimeOffset now);

    /// <summary>Cancels all that is queued, waits or is held for a subscription.</summary>
    List<ChangedJob> CancelAll(WriteSession session, long subscriptionId, string reason, DateTimeOffset now);

    /// <summary>Gives up what has been held since before a time, for whomever; so many at most.</summary>
    List<ChangedJob> Expire(WriteSession session, DateTimeOffset before, int limit, string reason, DateTimeOffset now);

    /// <summary>Gives up the oldest that are held for a subscription.</summary>
    List<ChangedJob> ExpireOldest(WriteSession session, long subscriptionId, int limit, string reason, DateTimeOffset now);
}
