using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Incoming;

namespace Sublarr.Infrastructure.Library;

internal static class LibraryRegistration
{
    /// <summary>Adds what looks at the videos that Sonarr and Radarr report.</summary>
    public static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddSingleton<IReportWork, ReportWork>()
        .AddSingleton<Ffprobe>()
        .AddSingleton<VideoLook>()
        .AddSingleton<LibraryNews>();
}
