using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Wanted;

internal static class WantedRegistration
{
    /// <summary>Adds what videos lack: how it is worked out, and how it is looked for.</summary>
    public static IServiceCollection AddWanted(this IServiceCollection services) => services
        .AddSingleton<WantedNews>()
        .AddSingleton<ReadyNews>()
        .AddSingleton<WantedReckoning>()
        .AddSingleton<SearchTurns>()
        .AddSingleton<WantedSearch>()
        .AddSingleton<IWantedDesk, WantedDesk>()
        .AddHostedService<WantedWorker>();
}
