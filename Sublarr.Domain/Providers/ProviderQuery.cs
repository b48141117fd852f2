using System.Globalization;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Releases;

namespace Sublarr.Domain.Providers;

/// <summary>The video that subtitles are looked for, and what is wanted.</summary>
/// <param name="Type">For an episode or a movie.</param>
/// <param name="Title">The title of the movie, or of the series.</param>
/// <param name="Languages">The languages that are wanted, the dearest first.</param>
public sealed record ProviderQuery(MediaType Type, string Title, IReadOnlyList<LanguageCode> Languages)
{
    /// <summary>Other titles it goes by.</summary>
    public IReadOnlyList<string> AlternativeTitles { get; init; } = [];

    /// <summary>The year of the movie, or of the first season; null when unknown.</summary>
    public int? Year { get; init; }

    /// <summary>The season; null for a movie, and where only absolute numbers are known.</summary>
    public int? Season { get; init; }

    /// <summary>The episodes in the file: mostly one.</summary>
    public IReadOnlyList<int> Episodes { get; init; } = [];

    /// <summary>The number of the episode counted over all seasons, as anime has it; null when unknown.</summary>
    public int? Absolute { get; init; }

    /// <summary>When the episode was broadcast, for those that are known by their day.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>What databases call it.</summary>
    public ProviderIds Ids { get; init; } = new();

    /// <summary>The whole path of the video on this machine; null where there is none. Only providers of this machine look at it, and none sends it.</summary>
    public string? Path { get; init; }

    /// <summary>The name of the file without its folder; null when unknown.</summary>
    public string? FileName { get; init; }

    /// <summary>What the name of its release says; null when it says nothing.</summary>
    public ReleaseName? Release { get; init; }

    /// <summary>The file's <see cref="MovieHash"/>; null where there is none.</summary>
    public MovieHash? Hash { get; init; }

    /// <summary>The size of the file in bytes; null when unknown.</summary>
    public long? Size { get; init; }

    /// <summary>True to be told of packs of a whole season too.</summary>
    public bool WantsPacks { get; init; }

    /// <summary>The one episode; null for a movie, or when it is not known.</summary>
    public int? Episode => Episodes.Count > 0 ? Episodes[0] : null;

    /// <summary>All titles it goes by, the usual one first.</summary>
    public IEnumerable<string> Titles => AlternativeTitles.Prepend(Title).Where(title => title.Length > 0);

    /// <summary>True when a title is one of its titles.</summary>
    /// <param name="title">Any title.</param>
    public bool IsCalled(string? title) => Titles.Any(own => ReleaseComparison.SameTitle(own, title));

    /// <summary>The wanted language that a subtitle in another is good for; null for none.</summary>
    /// <param name="offered">The language of the subtitle.</param>
    public LanguageCode? WantedBy(LanguageCode offered) => Languages.Where(wanted => wanted.Covers(offered)).Select(wanted => (LanguageCode?)wanted).FirstOrDefault();
}

/// <summary>What databases of films call a movie, or a series.</summary>
/// <param name="Imdb">The digits of IMDb's id, without <c>tt</c> and leading zeros; null when unknown.</param>
/// <param name="Tmdb">TMDB's id; null when unknown.</param>
/// <param name="Tvdb">TheTVDB's id; null when unknown.</param>
public sealed record ProviderIds(long? Imdb = null, long? Tmdb = null, long? Tvdb = null)
{
    /// <summary>AniList's id of the season; null when unknown.</summary>
    public long? AniList { get; init; }

    /// <summary>AniDB's id of the series; null when unknown.</summary>
    public long? AniDb { get; init; }

    /// <summary>AniDB's id of the episode; null when unknown.</summary>
    public long? AniDbEpisode { get; init; }

    /// <summary>The number that AniDB gives the episode: it counts each season, and each part of one, from 1. Null when unknown.</summary>
    public int? AniDbNumber { get; init; }

    /// <summary>The digits of an id of IMDb; null for what is none.</summary>
    /// <param name="text">Such as <c>tt0903747</c>.</param>
    public static long? ImdbOf(string? text) =>
        long.TryParse(text?.Trim().Replace("tt", "", StringComparison.OrdinalIgnoreCase), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits > 0
            ? digits
            : null;
}
