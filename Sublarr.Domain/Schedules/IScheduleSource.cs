namespace Sublarr.Domain.Schedules;

/// <summary>Schedules that come and go while Sublarr runs, such as one for each folder of the library. Found by scan; asked each time that the timetable looks.</summary>
public interface IScheduleSource
{
    /// <summary>Those that there are now. A key stays the same for as long as the schedule is about the same.</summary>
    Task<IReadOnlyList<ISchedule>> ListAsync(CancellationToken cancellationToken);
}
