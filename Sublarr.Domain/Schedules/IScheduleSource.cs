namespace Sublarr.Domain.Schedules;

/// <summary>Schedules that come and go while Sublarr runs, such as one for each folder of the library. Found by scan; asked each time that the timetable looks.</summary>
public interface IScheduleSource
{
    /// <summary>
    /// What the keys of its schedules begin with, and those of no other. What was chosen for such a key, and when it ran, is forgotten once there is no schedule of it any more.
    /// </summary>
    string Prefix { get; }

    /// <summary>Those that there are now. A key stays the same for as long as the schedule is about the same.</summary>
    Task<IReadOnlyList<ISchedule>> ListAsync(CancellationToken cancellationToken);
}
