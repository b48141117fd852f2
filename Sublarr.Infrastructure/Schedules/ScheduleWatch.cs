using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>Tells the timetable that something was saved: it may have been a schedule. It is asked for late, since it saves nothing itself but reads what is saved.</summary>
internal sealed class ScheduleWatch(IServiceProvider services) : ISaveWatcher
{
    public void Saved() => services.GetRequiredService<Timetable>().LookAnew();
}
