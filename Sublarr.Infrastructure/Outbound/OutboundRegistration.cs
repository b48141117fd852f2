using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sublarr.Infrastructure.Outbound;

internal static class OutboundRegistration
{
    /// <summary>Adds the one way out: whatever goes to another machine is decided on here.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.TryAddSingleton<ResolveHost>(HostNames.ResolveAsync);
        services.TryAddSingleton<EgressPolicy>();
        services.TryAddSingleton<EgressTunnel>();
        services.TryAddSingleton<EgressDialler>();
        services.TryAddSingleton<HttpConnections>();
        services.TryAddSingleton<HttpCourier>();
        services.AddHttpClient(HttpConnections.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => HttpConnections.CreateHandler(provider.GetRequiredService<EgressDialler>()))
            // The pool renews its connections by itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // They write headers, secrets included, to the log. What may be shown of an attempt is stored with it.
            .RemoveAllLoggers();
        return services.AddSingleton<IEgressGuard, EgressGuard>();
    }
}
