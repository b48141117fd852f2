using System.Text.Json.Serialization;
using Sublarr.Domain.Incoming;

namespace Sublarr.Domain.Library;

/// <summary>A series or movie, as the Sonarr or Radarr that has it knows it.</summary>
/// <param name="Source">sonarr or radarr.</param>
/// <param name="Instance">Which of several; empty when it does not say.</param>
/// <param name="Id">Its id there, which means nothing at another instance; null when the report named none.</param>
/// <param name="Title">What it is called; null when the report did not say.</param>
public sealed record KnownTitle(string Source, string Instance, int? Id, string? Title)
{
    /// <summary>A series of Sonarr, or a movie of Radarr.</summary>
    [JsonIgnore]
    public TitleKind Kind => Source == ArrSource.Sonarr.Key() ? TitleKind.Series : TitleKind.Movie;

    /// <summary>Its year.</summary>
    public int? Year { get; init; }

    /// <summary>TheTVDB id of a series.</summary>
    public int? TvdbId { get; init; }

    /// <summary>TMDB id.</summary>
    public int? TmdbId { get; init; }

    /// <summary>IMDb id.</summary>
    public string? ImdbId { get; init; }

    /// <summary>Its tags; null when the sender did not say.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Its folder, as the sender sees it.</summary>
    public string? Folder { get; init; }
}
