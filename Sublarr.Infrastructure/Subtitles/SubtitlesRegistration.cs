using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles.Archives;

namespace Sublarr.Infrastructure.Subtitles;

internal static class SubtitlesRegistration
{
    /// <summary>Adds the way from what a provider delivers to a file beside its video.</summary>
    public static IServiceCollection AddSubtitles(this IServiceCollection services) => services
        .AddSingleton<SubtitleUnpacking>()
        .AddSingleton<SubtitleTrash>()
        .AddSingleton<SidecarWriter>()
        .AddSingleton<SidecarPublishing>()
        .AddSingleton(provider => new SubtitlePlacement(
            provider.GetRequiredService<IDbContextFactory<SublarrDbContext>>(),
            provider.GetRequiredService<SubtitleUnpacking>(),
            provider.GetRequiredService<SidecarPublishing>(),
            provider.GetRequiredService<SubtitleTrash>()));
}
