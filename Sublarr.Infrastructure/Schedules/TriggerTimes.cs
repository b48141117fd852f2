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
        Trigger.Cron cron when TryRead(cron) is { } expression => expression.GetNextValidTimeAfter(since),
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

    private static CronExpression? TryRead(Trigger.Cron cron) =>
        CronExpression.TryParse(cron.Expression, CronFormat.Unix, out var expression) && ClockZone.Find(cron.TimeZone) is { } zone
            ? new CronExpression(expression.CronExpressionString, zone)
            : null;
}
