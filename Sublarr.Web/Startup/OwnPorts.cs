using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Startup;

/// <summary>Tells the guard of outgoing requests where the server listens, once it does: by then every way of setting it has been heard.</summary>
internal static class OwnPorts
{
    public static void TellOwnPorts(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        int[] ports = [.. addresses.Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe).Select(address => address.Port).Distinct()];
        // A server behind a socket file, or inside a test, has none: then the configured one is as good a guess as any.
        if (ports.Length > 0)
        {
            app.Services.GetRequiredService<IEgressGuard>().ListensAt(ports);
        }
    });
}
