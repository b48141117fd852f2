using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Schedules;

internal static class SchedulesRegistration
{
    /// <summary>Adds the timetable.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<Timetable>()
        .AddSingleton<ITimetable>(provider => provider.GetRequiredService<Timetable>())
        .AddHostedService(provider => provider.GetRequiredService<Timetable>());
}
