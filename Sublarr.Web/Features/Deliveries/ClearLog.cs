using System.Globalization;
using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Retention;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Removes the deliveries that have ended, with their attempts. What still waits or runs stays.</summary>
internal static class ClearLog
{
    public sealed record Command : IRequest<int>;

    public sealed class Handler(IJobPurge purge, AuditTrail trail, TimeProvider time) : IRequestHandler<Command, int>
    {
        public Task<int> Handle(Command command, CancellationToken cancellationToken) => trail.RecordAsync(
            "cleared",
            new AuditSubject("log", null, null),
            () => purge.PurgeDeliveriesAsync(time.GetUtcNow(), cancellationToken),
            removed => [new("deliveries", removed.ToString(CultureInfo.InvariantCulture), null)]);
    }
}
