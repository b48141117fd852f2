using System.ComponentModel;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events;

/// <summary>Which subtitle was written, and beside what.</summary>
public sealed record WrittenSubtitle(
    [property: Description("Whole path of the subtitle.")] string Path,
    [property: Description("Whole path of the video it belongs to.")] string VideoPath,
    [property: Description("episode or movie.")] MediaType MediaType,
    [property: Description("Season number; null for movies.")] int? Season,
    [property: Description("Episode number; null for movies.")] int? Episode,
    [property: Description("TheTVDB id of the series; null when unknown.")] int? TvdbId,
    [property: Description("TMDB id of the series or movie; null when unknown.")] int? TmdbId,
    [property: Description("IMDb id; null when unknown.")] string? ImdbId)
{
    /// <summary>What it says of its field.</summary>
    internal const string Description = "Which file was written, with its whole path; null when unknown. For hooks, media servers, and webhooks that are allowed whole paths.";

    /// <summary>As media servers need to know it.</summary>
    /// <param name="title">Series or movie title.</param>
    internal MediaChange Change(string title) => new(title)
    {
        Media = MediaType,
        TvdbId = TvdbId,
        TmdbId = TmdbId,
        ImdbId = ImdbId,
        Season = Season,
        Episodes = Episode is { } number ? [number] : [],
        Files = [VideoPath],
        Subtitle = Path,
    };
}
