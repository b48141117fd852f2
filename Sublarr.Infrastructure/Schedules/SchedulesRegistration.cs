using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Schedules;

internal static class SchedulesRegistration
{
    /// <summary>Adds the timetable, with every schedule found in this assembly.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<Timetable>()
        .AddSingleton<ITimetable>(provider => provider.GetRequiredService<Timetable>())
        .AddHostedService(provider => provider.GetRequiredService<Timetable>())
        .AddAll<ISchedule>(typeof(SchedulesRegistration).Assembly);
}
