using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>The deliveries that quiet hours put off, as they are stored. Asked on the writer's thread, within its transactions.</summary>
internal interface IQuietTable
{
    /// <summary>A delivery waits for the end of quiet hours. One that is in a digest stays there.</summary>
    void Wait(WriteSession session, long jobId, long subscriptionId);

    /// <summary>What is known of a delivery; null for one that never waited.</summary>
    QuietPlace? Find(WriteSession session, long jobId);

    /// <summary>Each subscription for which something ever waited, with the newest delivery that did.</summary>
    List<(long Subscription, long Job)> LastToWait(WriteSession session);

    /// <summary>All that waits for a subscription and has not ended, and that no person has sent meanwhile, is told by one of them.</summary>
    void Gather(WriteSession session, long subscriptionId, long digestId);

    /// <summary>Ends those that another delivery tells of, but for what runs, which ends by itself.</summary>
    List<ChangedJob> EndGathered(WriteSession session, long digestId, string reason, DateTimeOffset now);

    /// <summary>Queues what waits for a subscription at once.</summary>
    List<ChangedJob> Wake(WriteSession session, long subscriptionId, DateTimeOffset now);

    /// <summary>How many deliveries a digest tells of, itself among them.</summary>
    int CountIn(WriteSession session, long digestId);

    /// <summary>The events of a digest, the oldest first.</summary>
    List<string> EventsIn(WriteSession session, long digestId, int limit);
}

/// <summary>Where a delivery stands that waits, or waited, for the end of quiet hours.</summary>
/// <param name="DigestId">The delivery that tells of it; null while it waits.</param>
internal readonly record struct QuietPlace(long? DigestId);
