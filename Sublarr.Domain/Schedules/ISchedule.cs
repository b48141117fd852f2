using Sublarr.Domain.Jobs;

namespace Sublarr.Domain.Schedules;

/// <summary>Work that is queued again and again. Found by scan: a new schedule is one new file. It only queues; a job does the work.</summary>
public interface ISchedule
{
    /// <summary>Its name for machines, in kebab-case.</summary>
    string Key { get; }

    /// <summary>Its name for people.</summary>
    string Name { get; }

    /// <summary>What it does, as a sentence.</summary>
    string Description { get; }

    /// <summary>When it runs unless somebody chose otherwise.</summary>
    Trigger Usual { get; }

    /// <summary>The job it queues. While one is open, no other is queued: one with a key of its own goes by that, and so never beside the same work asked for elsewhere.</summary>
    NewJob Job { get; }

    /// <summary>The <see cref="Key"/> of the schedule whose times it keeps until somebody chooses others for it; null when it has times of its own. While it keeps them, that schedule does its work too.</summary>
    string? Follows => null;

    /// <summary>True when that job does nothing but queue others: what becomes of them is what becomes of the run.</summary>
    bool HasParts => false;

    /// <summary>Whether there is anything to do at all. When it is due and there is not, nothing is queued, and it is due again after its interval.</summary>
    ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);
}
