namespace Sublarr.Domain.Jobs;

/// <summary>Hears when the queue, or a lane of it, is paused or goes on, or may run another number at once: what shows it reads anew.</summary>
public interface IQueueWatch
{
    /// <summary>What holds for the queue has changed, and is stored. Returns at once.</summary>
    void QueueChanged();
}
