using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Subtitles;

/// <summary>What was promised of a subtitle, and what is known of its video.</summary>
/// <param name="Language">The language it is said to be in; <see cref="LanguageCode.Unknown"/> when nobody says.</param>
public sealed record SubtitleExpectation(LanguageCode Language)
{
    /// <summary>True when it is to hold what is foreign in the film alone.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether it may, shall or must tell what is heard, too.</summary>
    public Wish HearingImpaired { get; init; }

    /// <summary>How long the video plays; null when nobody knows.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How many pictures a second the video has; null when nobody knows.</summary>
    public double? PicturesPerSecond { get; init; }

    /// <summary>What of an archive is meant; null for what the library knows of the video.</summary>
    public WantedPart? Part { get; init; }

    /// <summary>What it takes the place of; null for what is new.</summary>
    public ReplacedFile? Replaces { get; init; }
}

/// <summary>A subtitle of Sublarr's own that another takes the place of.</summary>
/// <param name="Name">The name of the file beside the video.</param>
/// <param name="KeepsAss">True when only ASS may take its place.</param>
public sealed record ReplacedFile(string Name, bool KeepsAss);

/// <summary>Which episode, or the movie, a subtitle is for.</summary>
/// <param name="Season">Its season; null for a movie, and when nothing tells.</param>
/// <param name="Episodes">Its episodes; empty for a movie.</param>
/// <param name="Absolute">Its number through all seasons.</param>
/// <param name="Date">The day of a daily show.</param>
/// <param name="Release">The video's name, to tell two that fit from each other; null for none.</param>
public sealed record WantedPart(int? Season, IReadOnlyList<int> Episodes, int? Absolute, DateOnly? Date, string? Release)
{
    /// <summary>True when it is one of several in a season.</summary>
    public bool IsEpisode => Season is not null || Episodes.Count > 0 || Absolute is not null || Date is not null;
}
