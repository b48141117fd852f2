using Sublarr.Domain.Jobs;

namespace Sublarr.Domain.Events;

/// <summary>Where every producer publishes.</summary>
public interface IEventBus
{
    /// <summary>Returns when the event and one job for each matching subscription are committed to disk; what subscribers do then costs the producer nothing.</summary>
    /// <param name="event">The fact.</param>
    /// <param name="cause">The job or delivery that led to it; <see cref="EventCause.None"/> for a person or the system.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays committed.</param>
    /// <param name="key">Publishing twice under one key stores one event and one set of jobs.</param>
    /// <param name="work">Jobs that are queued in the commit that stores the event: with it or not at all, and under its key once. Null for none.</param>
    Task PublishAsync<TEvent>(TEvent @event, EventCause cause, CancellationToken cancellationToken, string? key = null, IReadOnlyList<NewJob>? work = null)
        where TEvent : IDomainEvent;
}
