using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>The events of a search.</summary>
internal static class SearchNews
{
    /// <summary>All providers were asked.</summary>
    public static ProviderSearchComplete Complete(SearchedVideo video, WantedSubtitle wanted, SearchAnswer answer, List<RankedSubtitle> ranked, long milliseconds) => new(
        (int)video.Row.Id, video.Title.Name, wanted.Language.Text, [.. answer.Providers.Where(provider => !provider.IsSkipped).Select(provider => provider.Provider)], ranked.Count,
        ranked is [var best, ..] ? best.Score.Points : null, milliseconds);

    /// <summary>A subtitle stands beside its video.</summary>
    public static SubtitleDownloaded Downloaded(SearchedVideo video, RankedSubtitle taken, PlacementResult.Placed placed) => new(
        video.Type, (int)video.Row.Id, video.Title.Name, video.Row.Season, video.Row.Episode, placed.Subtitle.Language.Text, taken.Found.Provider,
        Path.GetExtension(placed.Path).TrimStart('.'), taken.Score.Points, placed.Subtitle.IsForced, placed.Subtitle.IsHearingImpaired, taken.Candidate.ReleaseInfo)
    {
        Written = WrittenBeside(video, placed),
    };

    /// <summary>A better one took the place of another. Media servers refresh on it as they do on a download: only one of the two is told.</summary>
    /// <param name="video">The video.</param>
    /// <param name="taken">The better one.</param>
    /// <param name="placed">Where it stands.</param>
    /// <param name="before">What the one before scores under the same rules.</param>
    /// <param name="formatBefore">The ending of the file before.</param>
    public static UpgradeComplete Upgraded(SearchedVideo video, RankedSubtitle taken, PlacementResult.Placed placed, int before, string formatBefore) => new(
        (int)video.Row.Id, video.Title.Name, placed.Subtitle.Language.Text, taken.Found.Provider, before, taken.Score.Points, formatBefore, Path.GetExtension(placed.Path).TrimStart('.'))
    {
        Written = WrittenBeside(video, placed),
    };

    private static WrittenSubtitle WrittenBeside(SearchedVideo video, PlacementResult.Placed placed) => new(
        placed.Path, video.Row.Path, video.Type, video.Row.Season, video.Row.Episode, video.Title.Kind == TitleKind.Series ? video.Title.TvdbId : null, video.Title.TmdbId, video.Title.ImdbId);
}
