namespace Sublarr.Domain.Jobs;

/// <summary>Hears when the queue, or a lane of it, is paused or goes on: what shows it reads anew.</summary>
public interface IQueueWatch
{
    /// <summary>What is paused has changed, and is stored. Returns at once.</summary>
    void PausesChanged();
}
