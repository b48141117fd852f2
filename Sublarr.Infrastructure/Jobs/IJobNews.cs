using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Tells of what became of jobs.</summary>
internal interface IJobNews
{
    /// <summary>Publishes before the state is stored: after a kill in between it is published again under the same key, and so once.</summary>
    Task TellAsync(Job job, JobTransition transition, CancellationToken cancellationToken);
}
