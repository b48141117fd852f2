using System.Collections.Frozen;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>A key as people see it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">Its name in the API and in presets.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Meaning">When its points are given, in one sentence.</param>
/// <param name="EpisodeDefault">Its points for episodes; null when episodes cannot have it.</param>
/// <param name="MovieDefault">Its points for movies; null when movies cannot have it.</param>
public sealed record ScoringKeyInfo(ScoringKey Key, string Name, string Label, string Meaning, int? EpisodeDefault, int? MovieDefault)
{
    private static readonly FrozenDictionary<string, ScoringKeyInfo> ByName;

    static ScoringKeyInfo()
    {
        All =
        [
            new(ScoringKey.Hash, "hash", "File hash", "The provider knows this very file, and the title agrees.", 359, 119),
            new(ScoringKey.Series, "series", "Series", "The same series, by id or by name.", 180, null),
            new(ScoringKey.Title, "title", "Title", "The same movie title, or the same id.", null, 60),
            new(ScoringKey.Year, "year", "Year", "The same year.", 90, 30),
            new(ScoringKey.Season, "season", "Season", "The same season.", 30, null),
            new(ScoringKey.Episode, "episode", "Episode", "The same episode number.", 30, null),
            new(ScoringKey.ReleaseGroup, "release_group", "Release group", "Made for a release of the same group: timing fits.", 14, 13),
            new(ScoringKey.Source, "source", "Source", "The same source: Blu-ray, web or television.", 7, 7),
            new(ScoringKey.AudioCodec, "audio_codec", "Audio codec", "The release it was made for has the same audio codec.", 3, 3),
            new(ScoringKey.Resolution, "resolution", "Resolution", "The release it was made for has the same resolution.", 2, 2),
            new(ScoringKey.HearingImpaired, "hearing_impaired", "Hearing impaired", "Written for the hearing impaired, or not, as wished.", 1, 1),
            new(ScoringKey.FormatBonus, "format_bonus", "ASS or SSA", "The file is known to be ASS or SSA; an unknown format gets nothing.", 50, 50),
        ];
        ByName = All.ToFrozenDictionary(info => info.Name, StringComparer.Ordinal);
        Episode = [.. All.Where(info => info.EpisodeDefault is not null)];
        Movie = [.. All.Where(info => info.MovieDefault is not null)];
    }

    /// <summary>Every key, by the position of its bit.</summary>
    public static IReadOnlyList<ScoringKeyInfo> All { get; }

    private static IReadOnlyList<ScoringKeyInfo> Episode { get; }

    private static IReadOnlyList<ScoringKeyInfo> Movie { get; }

    /// <summary>The keys that a kind of video can have.</summary>
    public static IReadOnlyList<ScoringKeyInfo> Of(MediaType type) => type == MediaType.Episode ? Episode : Movie;

    /// <summary>The key of that name, or null.</summary>
    public static ScoringKeyInfo? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Its default points; null when that kind of video cannot have it.</summary>
    public int? DefaultOf(MediaType type) => type == MediaType.Episode ? EpisodeDefault : MovieDefault;
}
