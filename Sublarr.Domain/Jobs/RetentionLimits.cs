namespace Sublarr.Domain.Jobs;

/// <summary>How much of the past is kept: so many days, and so many jobs.</summary>
public sealed class RetentionLimits
{
    /// <summary>The id of the one there is.</summary>
    public const long OnlyId = 1;

    /// <summary>Days unless changed.</summary>
    public const int UsualDays = 30;

    /// <summary>The longest time.</summary>
    public const int LongestDays = 365;

    /// <summary>Jobs unless changed.</summary>
    public const int UsualJobs = 1_000_000;

    /// <summary>The smallest number of jobs.</summary>
    public const int FewestJobs = 100;

    /// <summary>The largest number of jobs.</summary>
    public const int MostJobs = 10_000_000;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public long Id { get; private set; } = OnlyId;

    /// <summary>Jobs, attempts and events are kept for so many days.</summary>
    public int Days { get; private set; } = UsualDays;

    /// <summary>Beyond so many jobs the oldest that have ended are removed.</summary>
    public int MaximumJobs { get; private set; } = UsualJobs;

    /// <summary>How long something is kept.</summary>
    public TimeSpan Age => TimeSpan.FromDays(Days);

    /// <summary>Sets both limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not within its range.</exception>
    public void Change(int days, int maximumJobs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, LongestDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumJobs, FewestJobs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumJobs, MostJobs);
        (Days, MaximumJobs) = (days, maximumJobs);
    }
}
