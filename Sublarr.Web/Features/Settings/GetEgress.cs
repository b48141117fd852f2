using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Settings;

/// <summary>Where webhooks may go.</summary>
internal static class GetEgress
{
    public sealed record Query : IRequest<Egress>;

    /// <param name="Profile">What is open before exceptions: lan, public or custom. The environment's, where it says one.</param>
    /// <param name="Allow">What is open besides: host:port or a network.</param>
    /// <param name="Deny">Networks that are closed whatever else is said.</param>
    /// <param name="Environment">What Sublarr was started with, which counts besides and cannot be changed here.</param>
    public sealed record Egress(EgressProfile Profile, IReadOnlyList<string> Allow, IReadOnlyList<string> Deny, Given Environment);

    /// <param name="Profile">Of <c>SUBLARR_EGRESS_PROFILE</c>; null when it is not set.</param>
    /// <param name="Allow">Of <c>SUBLARR_EGRESS_ALLOW</c>.</param>
    /// <param name="Deny">Of <c>SUBLARR_EGRESS_DENY</c>.</param>
    /// <param name="Proxy">Of <c>SUBLARR_PROXY</c>, without name and password; null when webhooks go directly.</param>
    /// <param name="NoProxy">What goes past the proxy: of <c>SUBLARR_NO_PROXY</c>, or the home network; empty without a proxy.</param>
    public sealed record Given(EgressProfile? Profile, IReadOnlyList<string> Allow, IReadOnlyList<string> Deny, string? Proxy, IReadOnlyList<string> NoProxy);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IEgressGuard guard) : IRequestHandler<Query, Egress>
    {
        public async Task<Egress> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var choice = await context.EgressChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new EgressChoice();
            var given = guard.Environment;
            return new(
                given.Profile ?? choice.Profile, choice.Allow, choice.Deny,
                new(given.Profile, [.. given.Allow.Select(entry => entry.ToString())], [.. given.Deny.Select(network => network.ToString())],
                    guard.Proxy?.ToString(), [.. guard.Proxy?.Direct.Select(target => target.ToString()) ?? []]));
        }
    }
}
