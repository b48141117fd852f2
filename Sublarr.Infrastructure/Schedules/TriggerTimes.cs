using Quartz;
using Sublarr.Domain.Schedules;
using Trigger = Sublarr.Domain.Schedules.Trigger;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>The times at which triggers come due. Cron expressions are read by Quartz, in the form of crontabs, which knows both nights of summer time.</summary>
public static class TriggerTimes
{
    /// <summary>The first time after another; null when there is none, or the trigger cannot be read any more.</summary>
    public static DateTimeOffset? After(this Trigger trigger, DateTimeOffset since) => trigger switch
    {
        Trigger.Every every => since + every.Interval,
        Trigger.Cron cron when TryRead(cron) is { } expression => NextOf(expression, since),
        _ => null,
    };

    /// <summary>The first times after another.</summary>
    public static IEnumerable<DateTimeOffset> AllAfter(this Trigger trigger, DateTimeOffset since)
    {
        while (trigger.After(since) is { } next)
        {
            yield return next;
            since = next;
        }
    }

    /// <summary>What is wrong with a cron expression and what helps, as a sentence; null when it is right.</summary>
    public static string? ProblemOf(string cron)
    {
        try
        {
            return CronExpression.Parse(cron, CronFormat.Unix).GetNextValidTimeAfter(DateTimeOffset.UnixEpoch) is null
                ? $"\"{cron}\" never comes: no month has such a day. Enter another day or month."
                : null;
        }
        catch (FormatException exception)
        {
            return $"\"{cron}\" cannot be read: {exception.Message.TrimEnd('.')}. Enter minute, hour, day of the month, month and day of the week, such as 30 3 * * * for half past three each night.";
        }
    }

    // Quartz leaves the doubled hour's second half out only when it is asked from the first: who is late may ask from the second.
    private static DateTimeOffset? NextOf(CronExpression expression, DateTimeOffset since)
    {
        var next = expression.GetNextValidTimeAfter(since);
        while (next is { } time && FirstOf(time, expression.TimeZone) is { } first && !Comes(expression, first, time))
        {
            next = expression.GetNextValidTimeAfter(time);
        }

        return next;
    }

    // The same time on the clock, an hour before; null where the clock does not show it for a second time.
    private static DateTimeOffset? FirstOf(DateTimeOffset time, TimeZoneInfo zone)
    {
        var shown = TimeZoneInfo.ConvertTime(time, zone);
        return zone.IsAmbiguousTime(shown) && zone.GetAmbiguousTimeOffsets(shown).Max() is var summer && summer > shown.Offset ? new(shown.DateTime, summer) : null;
    }

    // One that runs all day long runs in both.
    private static bool Comes(CronExpression expression, DateTimeOffset first, DateTimeOffset time)
    {
        var next = expression.GetNextValidTimeAfter(first.AddSeconds(-1));
        while (next < time)
        {
            next = expression.GetNextValidTimeAfter(next.Value);
        }

        return next == time;
    }

    private static CronExpression? TryRead(Trigger.Cron cron) =>
        CronExpression.TryParse(cron.Expression, CronFormat.Unix, out var expression) && ClockZone.Find(cron.TimeZone) is { } zone
            ? new CronExpression(expression.CronExpressionString, zone)
            : null;
}
