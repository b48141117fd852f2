namespace Sublarr.Domain.Subtitles;

/// <summary>A format of subtitles, told by what is in a file and never by its name: half of what is called .srt somewhere is none.</summary>
public interface ISubtitleFormat
{
    /// <summary>As people call it.</summary>
    string Name { get; }

    /// <summary>The ending of its files, with the dot.</summary>
    string Extension { get; }

    /// <summary>False when Sublarr knows it by sight alone.</summary>
    bool IsReadable => true;

    /// <summary>True when players disagree about it, so that it is written as SubRip.</summary>
    bool IsWrittenAsSubRip => false;

    /// <summary>True when a text is of this format. Line ends are <c>\n</c>.</summary>
    bool Recognises(string text);

    /// <summary>Its cues in the order of the file; null when they are counted in pictures and nobody says how many a second has.</summary>
    /// <param name="text">The whole text; line ends are <c>\n</c>.</param>
    /// <param name="picturesPerSecond">What is known of the video; null for nothing.</param>
    IReadOnlyList<Cue>? Read(string text, double? picturesPerSecond);
}
