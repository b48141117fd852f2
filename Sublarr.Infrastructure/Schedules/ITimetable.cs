using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>When things run, for those who show it.</summary>
public interface ITimetable
{
    /// <summary>Every schedule, by name; after each those that may keep its times.</summary>
    Task<IReadOnlyList<ScheduleState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Queues the job of a schedule now; if one is open, it is that one, and it waits for nothing more.</summary>
    /// <returns>The job; null when there is no such schedule.</returns>
    Task<long?> RunAsync(string key, CancellationToken cancellationToken);

    /// <summary>Somebody has changed when things run: it holds from now on. Returns at once.</summary>
    void LookAnew();
}

/// <summary>A schedule as it stands.</summary>
/// <param name="Schedule">What it is.</param>
/// <param name="IsEnabled">Whether it runs by itself.</param>
/// <param name="Trigger">When.</param>
/// <param name="Next">When it runs next; null when it does not run by itself.</param>
/// <param name="LastRun">When it ran last: the beginning of that job, or when it was due where the job is gone; null when it never did.</param>
/// <param name="LastJobId">The job it queued then.</param>
public sealed record ScheduleState(ISchedule Schedule, bool IsEnabled, Trigger Trigger, DateTimeOffset? Next, DateTimeOffset? LastRun, long? LastJobId)
{
    /// <summary>The schedule whose times it keeps, and which does its work; null when it has its own.</summary>
    public ScheduleState? Leader { get; init; }
}
