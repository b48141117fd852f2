using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Wanted;

namespace Sublarr.Infrastructure.Search;

internal static class SearchRegistration
{
    /// <summary>Adds the search itself: providers asked, answers ranked, the best put in place.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<SearchedVideos>()
        .AddSingleton<SubtitleFetch>()
        .AddSingleton<ISubtitleSearch, SubtitleSearch>();
}
