namespace Sublarr.Domain.Scoring;

/// <summary>What a subtitle can have in common with the video. The value is the position of its bit in stored candidates: never change one.</summary>
public enum ScoringKey
{
    /// <summary>The provider knows this very file.</summary>
    Hash = 0,

    /// <summary>The same series.</summary>
    Series = 1,

    /// <summary>The same movie title.</summary>
    Title = 2,

    /// <summary>The same year.</summary>
    Year = 3,

    /// <summary>The same season.</summary>
    Season = 4,

    /// <summary>The same episode.</summary>
    Episode = 5,

    /// <summary>Made for a release of the same group.</summary>
    ReleaseGroup = 6,

    /// <summary>The same source: Blu-ray, web, television.</summary>
    Source = 7,

    /// <summary>The same audio codec.</summary>
    AudioCodec = 8,

    /// <summary>The same resolution.</summary>
    Resolution = 9,

    /// <summary>For the hearing impaired, or not, as wished.</summary>
    HearingImpaired = 10,

    /// <summary>Known to be ASS or SSA.</summary>
    FormatBonus = 11,
}
