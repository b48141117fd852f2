using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Scoring;

internal static class ScoringRegistration
{
    /// <summary>Adds the rules of scoring and what keeps them.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services) => services
        .AddSingleton(provider => new ScoringDirectory(provider.GetRequiredService<IDbContextFactory<SublarrDbContext>>(), provider.GetRequiredService<SaveCount>()))
        .AddSingleton<ScoringStore>()
        .AddSingleton<SearchArchive>();
}
