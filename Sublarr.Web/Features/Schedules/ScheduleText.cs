using System.Globalization;
using Sublarr.Domain;

namespace Sublarr.Web.Features.Schedules;

/// <summary>When a schedule runs, as people say it.</summary>
internal static class ScheduleText
{
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    /// <summary>"Every 5 min", "Every day at 03:30 (Europe/Berlin)". A plan that takes more words is shown as it stands.</summary>
    public static string Of(ScheduleView schedule) => schedule.Cron is { } cron
        ? $"{Said(cron)} ({schedule.TimeZone})"
        : Wording.Duration(TimeSpan.FromSeconds(schedule.EverySeconds ?? 0)) switch
        {
            "1 min" => "Every minute",
            "1 h" => "Every hour",
            "1 d" => "Every day",
            var pause => $"Every {pause}",
        };

    private static string Said(string cron) => cron.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var minute, "*", "*", "*", "*"] when Number(minute) is { } at => $"Every hour at {at:00} min past",
        [var minute, var hour, "*", "*", var day] when Time(minute, hour) is { } time && DaysOf(day) is { } days => $"{days} at {time}",
        [var minute, var hour, var date, "*", "*"] when Time(minute, hour) is { } time && Number(date) is { } at => $"Every month on day {at} at {time}",
        _ => cron,
    };

    private static string? DaysOf(string day) => day switch
    {
        "*" => "Every day",
        "1-5" => "Monday to Friday",
        _ => Number(day) is { } number and <= 7 ? $"Every {Days[number % 7]}" : null,
    };

    private static string? Time(string minute, string hour) => Number(minute) is { } minutes && Number(hour) is { } hours ? $"{hours:00}:{minutes:00}" : null;

    private static int? Number(string field) => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
