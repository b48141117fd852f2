namespace Sublarr.Domain.Jobs;

/// <summary>How much of the past is kept: so many days, and so many jobs.</summary>
public sealed class RetentionLimits
{
    /// <summary>The id of the one there is.</summary>
    public const long OnlyId = 1;

    /// <summary>Days unless changed.</summary>
    public const int UsualDays = 30;

    /// <summary>Days for what failed unless changed: it is asked about longer.</summary>
    public const int UsualFailedDays = 90;

    /// <summary>The longest time.</summary>
    public const int LongestDays = 365;

    /// <summary>Jobs unless changed.</summary>
    public const int UsualJobs = 1_000_000;

    /// <summary>The smallest number of jobs.</summary>
    public const int FewestJobs = 100;

    /// <summary>The largest number of jobs.</summary>
    public const int MostJobs = 10_000_000;

    /// <summary>Scheduled backups unless changed.</summary>
    public const int UsualBackups = 7;

    /// <summary>The largest number of scheduled backups.</summary>
    public const int MostBackups = 100;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public long Id { get; private set; } = OnlyId;

    /// <summary>Jobs, attempts and events are kept for so many days.</summary>
    public int Days { get; private set; } = UsualDays;

    /// <summary>Jobs that failed are kept for so many, with their events.</summary>
    public int FailedDays { get; private set; } = UsualFailedDays;

    /// <summary>Beyond so many jobs the oldest that have ended are removed.</summary>
    public int MaximumJobs { get; private set; } = UsualJobs;

    /// <summary>So many scheduled backups are kept, the newest.</summary>
    public int Backups { get; private set; } = UsualBackups;

    /// <summary>How long something is kept.</summary>
    public TimeSpan Age => TimeSpan.FromDays(Days);

    /// <summary>How long what failed is kept: never shorter than the rest.</summary>
    public TimeSpan FailedAge => TimeSpan.FromDays(Math.Max(Days, FailedDays));

    /// <summary>Sets the limits.</summary>
    /// <param name="days">For what did not fail.</param>
    /// <param name="failedDays">For what failed.</param>
    /// <param name="maximumJobs">How many jobs there may be.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not within its range.</exception>
    public void Change(int days, int failedDays, int maximumJobs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(failedDays, LongestDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, LongestDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumJobs, FewestJobs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumJobs, MostJobs);
        (Days, FailedDays, MaximumJobs) = (days, failedDays, maximumJobs);
    }

    /// <summary>Sets how many scheduled backups are kept.</summary>
    /// <param name="count">The newest so many.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none, or too many.</exception>
    public void KeepBackups(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostBackups);
        Backups = count;
    }
}
