using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Scoring;

internal static class ScoringRegistration
{
    /// <summary>Adds the rules of scoring and what keeps them.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services) => services
        .AddSingleton<ScoringDirectory>()
        .AddSingleton<ISaveWatcher>(provider => provider.GetRequiredService<ScoringDirectory>())
        .AddSingleton<ScoringStore>()
        .AddSingleton<SearchArchive>();
}
