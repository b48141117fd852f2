using MediatR;
using Sublarr.Infrastructure.Deliveries;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>How far a replay has come.</summary>
internal static class GetReplay
{
    public sealed record Query(long JobId) : IRequest<Replay?>;

    public sealed class Handler(IReplays replays) : IRequestHandler<Query, Replay?>
    {
        public Task<Replay?> Handle(Query query, CancellationToken cancellationToken) => replays.FindAsync(query.JobId, cancellationToken);
    }
}
