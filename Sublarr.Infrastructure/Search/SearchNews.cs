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
        Written = new WrittenSubtitle(
            placed.Path, video.Row.Path, video.Type, video.Row.Season, video.Row.Episode, video.Title.Kind == TitleKind.Series ? video.Title.TvdbId : null, video.Title.TmdbId, video.Title.ImdbId),
    };
}
