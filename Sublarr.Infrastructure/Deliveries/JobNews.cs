using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Tells of what became of jobs. Tests are watched by the person who makes them.</summary>
internal sealed class JobNews(IEventBus bus, DeliveryNews deliveries, Coalescing coalescing) : IJobNews
{
    public Task TellAsync(Job job, JobTransition transition, CancellationToken cancellationToken)
    {
        // Only here is known that no retry was left: what it did for others is not told with what comes days later.
        if (transition is { State: JobState.Dead or JobState.Expired } or { IsByHand: true })
        {
            coalescing.Ended(job);
        }

        return TellOfAsync(job, transition, cancellationToken);
    }

    private Task TellOfAsync(Job job, JobTransition transition, CancellationToken cancellationToken) => transition.State switch
    {
        _ when job.IsTest => Task.CompletedTask,
        JobState.Dead when JobKinds.IsDelivery(job.Kind) && job.SubscriptionId is { } id => deliveries.GivenUpAsync(job, id, transition, cancellationToken),
        // What is only put off has not failed.
        JobState.Retrying when transition.Attempts == job.Attempts && JobKinds.IsDelivery(job.Kind) && job.SubscriptionId is { } id => deliveries.FailedAsync(job, id, transition, cancellationToken),
        JobState.Succeeded when JobKinds.IsDelivery(job.Kind) && job.SubscriptionId is { } id => deliveries.ArrivedAsync(job, id, cancellationToken),
        JobState.Dead => bus.PublishAsync(
            new JobFailed(job.Id, job.Kind, job.Title, transition.Attempts, transition.Reason ?? "", job.SubscriptionId, SubscriptionName: null, Channel: null, LeftOut: 0),
            job.Cause,
            cancellationToken,
            job.KeyOf("job-failed")),
        _ => Task.CompletedTask,
    };
}
