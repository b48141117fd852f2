namespace Sublarr.Domain.Schedules;

/// <summary>What somebody chose for a schedule.</summary>
public sealed class ScheduleSettings
{
    /// <summary>Settings of a schedule that nobody has changed yet.</summary>
    /// <param name="key">The schedule's <see cref="ISchedule.Key"/>.</param>
    public ScheduleSettings(string key) => Key = key;

    /// <summary>The schedule.</summary>
    public string Key { get; private set; }

    /// <summary>Whether it runs by itself.</summary>
    public bool IsEnabled { get; private set; } = true;

    /// <summary>The cron expression; null when it goes by an interval.</summary>
    public string? Cron { get; private set; }

    /// <summary>The interval in seconds; null when it goes by the clock.</summary>
    public int? EverySeconds { get; private set; }

    /// <summary>Whose clock; null for an interval.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>When this was chosen: what would have been due before is not made up for.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When it runs.</summary>
    public Trigger Trigger => Cron is { } cron ? new Trigger.Cron(cron, TimeZone!) : new Trigger.Every(TimeSpan.FromSeconds(EverySeconds!.Value));

    /// <summary>Sets all of it.</summary>
    public void Change(bool isEnabled, Trigger trigger, DateTimeOffset now)
    {
        (IsEnabled, ChangedAt) = (isEnabled, now);
        (Cron, TimeZone, EverySeconds) = trigger switch
        {
            Trigger.Cron cron => (cron.Expression, cron.TimeZone, (int?)null),
            Trigger.Every every => (null, null, (int)every.Interval.TotalSeconds),
            _ => throw new InvalidOperationException($"Schedule {Key}: unknown trigger {trigger.GetType().Name}."),
        };
    }
}
