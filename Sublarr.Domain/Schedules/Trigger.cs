namespace Sublarr.Domain.Schedules;

/// <summary>When a schedule runs.</summary>
public abstract record Trigger
{
    /// <summary>The shortest time between two runs that a person can choose.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private Trigger()
    {
    }

    /// <summary>So long after the run before.</summary>
    /// <param name="Interval">The time between two runs.</param>
    public sealed record Every(TimeSpan Interval) : Trigger;

    /// <summary>By the clock on the wall. A time that summer time skips is made up for when the clock goes on, and one that it doubles comes once.</summary>
    /// <param name="Expression">Five fields as in a crontab: minute, hour, day of the month, month, day of the week.</param>
    /// <param name="TimeZone">Whose clock, such as <c>Europe/Berlin</c>.</param>
    public sealed record Cron(string Expression, string TimeZone) : Trigger;
}
