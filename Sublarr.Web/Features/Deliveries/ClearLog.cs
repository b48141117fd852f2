using MediatR;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Removes the deliveries that have ended, with their attempts. What still waits or runs stays.</summary>
internal static class ClearLog
{
    public sealed record Command : IRequest<int>;

    public sealed class Handler(IJobPurge purge, TimeProvider time) : IRequestHandler<Command, int>
    {
        public Task<int> Handle(Command command, CancellationToken cancellationToken) =>
            purge.PurgeJobsAsync(time.GetUtcNow(), JobKinds.Deliver, cancellationToken);
    }
}
