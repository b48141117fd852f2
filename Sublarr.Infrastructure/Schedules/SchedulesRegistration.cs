using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Schedules;

internal static class SchedulesRegistration
{
    /// <summary>Adds the timetable, with every schedule found in this assembly.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<Timetable>()
        .AddSingleton<ITimetable>(provider => provider.GetRequiredService<Timetable>())
        .AddSingleton<ISaveWatcher, ScheduleWatch>()
        .AddHostedService(provider => provider.GetRequiredService<Timetable>())
        .AddAll<ISchedule>(typeof(SchedulesRegistration).Assembly);
}
