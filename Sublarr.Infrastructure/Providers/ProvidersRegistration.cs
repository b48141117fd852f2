using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Providers;

internal static class ProvidersRegistration
{
    /// <summary>Adds what asks providers, and knows how they fare. The providers themselves are found by scan.</summary>
    public static IServiceCollection AddProviders(this IServiceCollection services) => services
        .AddSingleton<ProviderPace>()
        .AddSingleton<ProviderHttp>()
        .AddSingleton<ProviderWatch>()
        .AddSingleton<ProviderDirectory>()
        .AddSingleton(provider => new AnimeIds(
            provider.GetRequiredService<ProviderHttp>(), provider.GetRequiredService<SublarrOptions>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AnimeIds>>()))
        .AddSingleton(provider => new ProviderSearch(
            provider.GetRequiredService<ProviderDirectory>(), provider.GetRequiredService<ProviderWatch>(), provider.GetRequiredService<AnimeIds>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new ProviderTrial(provider.GetRequiredService<ProviderWatch>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new ProviderDownload(
            provider.GetRequiredService<ProviderDirectory>(), provider.GetRequiredService<ProviderWatch>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new DownloadShelf(
            provider.GetRequiredService<ProviderDirectory>(), provider.GetRequiredService<ProviderDownload>(), provider.GetRequiredService<TimeProvider>()));
}
