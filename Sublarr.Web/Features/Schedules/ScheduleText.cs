using Sublarr.Domain;

namespace Sublarr.Web.Features.Schedules;

/// <summary>When a schedule runs, as people say it.</summary>
internal static class ScheduleText
{
    public static string Of(ScheduleView schedule) => schedule.Cron is { } cron
        ? $"{cron} ({schedule.TimeZone})"
        : $"Every {Wording.Duration(TimeSpan.FromSeconds(schedule.EverySeconds ?? 0))}";
}
