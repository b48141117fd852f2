using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Lets jobs of one lane that have the same ordering key go one at a time, by their ids. One that has to wait is put at the end
/// of its lane, so that claims meet it once and not each time, and is brought back when it stands first. Until then nothing in
/// the database has to be kept in step: who stands first is asked when it matters. Used on the writer's thread only.
/// </summary>
internal interface IJobTurns
{
    /// <summary>The most urgent jobs of a lane whose turn it is.</summary>
    List<(long Id, long Rank)> Ready(WriteSession session, string lane, int limit);

    /// <summary>True when jobs of the lane wait for others of their key.</summary>
    bool AreAwaited(WriteSession session, string lane);

    /// <summary>Brings back the job that stands first now, if it has waited for that.</summary>
    void Pass(WriteSession session, long subscriptionId, string orderingKey);

    /// <summary>Queues the job that stands first and waits for its next attempt, if another of its key is queued behind it.</summary>
    List<ChangedJob> Hurry(WriteSession session, long subscriptionId, string orderingKey, DateTimeOffset now);

    /// <summary>Brings all jobs of a lane back: the next claim asks again which of them have to wait.</summary>
    void LookAnew(WriteSession session, string lane);
}
