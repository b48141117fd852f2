using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>How much waits, runs and has ended: figures that an index has, however long the log is.</summary>
public interface IJobFigures
{
    /// <summary>Jobs by state. Those that ended well are not counted, nor those that are cancelled or expired.</summary>
    IReadOnlyDictionary<JobState, long> CountByState();

    /// <summary>How many jobs of each lane are queued, run, will be retried and are held. It takes as long as there are many.</summary>
    IReadOnlyDictionary<(string Lane, JobState State), int> CountByLane();

    /// <summary>When the oldest job that waits for its turn became due, in UTC; null when none waits.</summary>
    DateTimeOffset? OldestDue();

    /// <summary>How many jobs ended in each minute since a time, and how many of them are dead. Minutes without any are left out.</summary>
    Task<IReadOnlyDictionary<DateTimeOffset, (int Ended, int Dead)>> EndedByMinuteAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
