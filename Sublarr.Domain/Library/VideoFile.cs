using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Library;

/// <summary>A video on disk.</summary>
/// <param name="Path">Its whole path, as Sublarr sees it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ChangedAt">When it was written last, in UTC.</param>
/// <param name="Probe">What is in it; null when nobody could look inside.</param>
public sealed record VideoFile(string Path, long Size, DateTimeOffset ChangedAt, VideoProbe? Probe);

/// <summary>What is in a video.</summary>
/// <param name="Format">Its container, in ffprobe's words.</param>
/// <param name="Duration">How long it plays; null when it does not say.</param>
/// <param name="Streams">Pictures, sounds and subtitles, in their order.</param>
public sealed record VideoProbe(string? Format, TimeSpan? Duration, IReadOnlyList<VideoStream> Streams);

/// <summary>One stream of a video.</summary>
/// <param name="Index">Its number in the file, from 0.</param>
/// <param name="Kind">video, audio, subtitle or another word of ffprobe's.</param>
/// <param name="Codec">In ffprobe's words; null when unknown.</param>
/// <param name="Language">Its language, by its tag and its title; null when the file says none that is known.</param>
public sealed record VideoStream(int Index, string Kind, string? Codec, LanguageCode? Language)
{
    /// <summary>The tag of the language as the file has it, mostly three letters.</summary>
    public string? LanguageTag { get; init; }

    /// <summary>Its title in the file.</summary>
    public string? Title { get; init; }

    /// <summary>True for the one that players choose.</summary>
    public bool IsDefault { get; init; }

    /// <summary>True for subtitles of what is foreign in the film alone.</summary>
    public bool IsForced { get; init; }

    /// <summary>True for subtitles that tell what is heard, too.</summary>
    public bool IsHearingImpaired { get; init; }

    /// <summary>Pixels across.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels down.</summary>
    public int? Height { get; init; }

    /// <summary>Channels of sound.</summary>
    public int? Channels { get; init; }
}
