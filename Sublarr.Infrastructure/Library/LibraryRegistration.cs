using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Incoming;

namespace Sublarr.Infrastructure.Library;

internal static class LibraryRegistration
{
    /// <summary>Adds the library: what looks at the videos that Sonarr and Radarr report and at folders of its own, and keeps what is found.</summary>
    public static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddSingleton<IReportWork, ReportWork>()
        .AddSingleton<Ffprobe>()
        .AddSingleton<VideoLook>()
        .AddSingleton<LibraryNews>()
        .AddSingleton<LibraryFolders>()
        .AddSingleton<IFolderCheck, FolderCheck>()
        .AddSingleton<FolderChanges>()
        .AddSingleton<FolderWatch>()
        .AddSingleton<IFolderWatch>(provider => provider.GetRequiredService<FolderWatch>())
        .AddHostedService(provider => provider.GetRequiredService<FolderWatch>())
        .AddHostedService<ChangeQueue>()
        .AddSingleton<IForgottenFolders, ForgottenFolders>()
        .AddSingleton<INumberedEpisodes, NumberedEpisodes>()
        .AddSingleton<IPosters, Posters>()
        .AddSingleton<ITitleSources, TitleSources>()
        .AddSingleton<ITitlesToTry, TitlesToTry>()
        .AddSingleton<LibraryScan>()
        .AddSingleton<VideoChangeBell>()
        .AddSingleton<ScanAftermath>()
        .AddSingleton<ProbeStore>()
        .AddSingleton<PlacedSidecars>()
        .AddSingleton<KnownTitles>()
        .AddSingleton<LibraryKeeper>()
        .AddSingleton<ILibraryWatch>(provider => provider.GetRequiredService<LibraryKeeper>());
}
