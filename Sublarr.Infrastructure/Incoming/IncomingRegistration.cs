using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Incoming;

internal static class IncomingRegistration
{
    /// <summary>Adds what keeps and reads the reports of Sonarr and Radarr.</summary>
    public static IServiceCollection AddIncoming(this IServiceCollection services) => services
        .AddSingleton<ReportsInHand>()
        .AddSingleton<ReportReading>()
        .AddSingleton<IIncomingStore, IncomingStore>()
        .AddSingleton<LibrariesSeen>();
}
