using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sublarr.Infrastructure.Outbound;

internal static class OutboundRegistration
{
    /// <summary>Adds the one way out: whatever goes to another machine is decided on here.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.TryAddSingleton<ResolveHost>(System.Net.Dns.GetHostAddressesAsync);
        services.TryAddSingleton<EgressPolicy>();
        services.TryAddSingleton<EgressTunnel>();
        services.TryAddSingleton<EgressDialler>();
        return services.AddSingleton<IEgressGuard, EgressGuard>();
    }
}
