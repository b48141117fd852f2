namespace Sublarr.Infrastructure.Jobs;

/// <summary>How much runs at the same time, for those who look at the queue.</summary>
public interface ILaneLimits
{
    /// <summary>How many jobs of a lane may run at the same time.</summary>
    /// <param name="lane">A kind of job, or the lane of a subscription.</param>
    int AtOnce(string lane);
}
