using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Upgrades;

internal static class UpgradesRegistration
{
    /// <summary>Adds the look for better subtitles.</summary>
    public static IServiceCollection AddUpgrades(this IServiceCollection services) => services
        .AddSingleton<StandingSubtitles>()
        .AddSingleton<UpgradeList>()
        .AddSingleton<UpgradeOffers>()
        .AddSingleton<UpgradeSearch>()
        .AddSingleton<IUpgradeDesk, UpgradeDesk>();
}
