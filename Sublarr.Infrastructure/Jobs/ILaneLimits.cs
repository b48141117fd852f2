namespace Sublarr.Infrastructure.Jobs;

/// <summary>How much runs at the same time, for those who look at the queue.</summary>
public interface ILaneLimits
{
    /// <summary>How many jobs of a lane may run at the same time.</summary>
    /// <param name="lane">A kind of job, or the lane of a subscription.</param>
    LaneCapacity Of(string lane);

    /// <summary>The lanes for which a person can set another number.</summary>
    IEnumerable<string> WithChoice { get; }
}

/// <summary>How many jobs of a lane may run at the same time.</summary>
/// <param name="AtOnce">So many now.</param>
/// <param name="Usual">So many unless somebody sets another number.</param>
/// <param name="Most">So many at most; null where the number is none of the queue's, but of the subscription.</param>
public readonly record struct LaneCapacity(int AtOnce, int Usual, int? Most);
