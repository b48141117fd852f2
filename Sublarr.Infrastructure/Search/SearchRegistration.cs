using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

internal static class SearchRegistration
{
    /// <summary>Adds the search itself: providers asked, answers ranked, the best put in place.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<SearchedVideos>()
        .AddSingleton<SearchBook>()
        .AddSingleton<RankingBook>()
        .AddSingleton<SearchReading>()
        .AddSingleton<SubtitleFetch>()
        .AddSingleton<ISearchDesk, SearchDesk>()
        .AddSingleton(provider => new SubtitlePreviews(
            provider.GetRequiredService<IDbContextFactory<SublarrDbContext>>(), provider.GetRequiredService<DownloadShelf>(), provider.GetRequiredService<SubtitlePlacement>()))
        .AddSingleton<ISubtitleSearch, SubtitleSearch>();
}
