using Sublarr.Domain.Subtitles.Formats;
using Sublarr.Domain.Subtitles.Languages;

namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>A text as the gate looks at it. What is counted in it is counted once.</summary>
/// <param name="text">The whole; line ends are <c>\n</c>.</param>
/// <param name="format">Its format.</param>
/// <param name="cues">What is shown, in the order of the file.</param>
public sealed class GateText(string text, ISubtitleFormat format, IReadOnlyList<Cue> cues)
{
    private double? _heardShare;

    /// <summary>Its format.</summary>
    public ISubtitleFormat Format => format;

    /// <summary>What is shown, in the order of the file.</summary>
    public IReadOnlyList<Cue> Cues => cues;

    /// <summary>What a viewer reads, cue by cue.</summary>
    public IReadOnlyList<string> Texts { get; } = [.. cues.Select(cue => CueText.Plain(cue.Text))];

    /// <summary>When the last one comes.</summary>
    public TimeSpan LastStart { get; } = cues.Count == 0 ? default : cues.Max(cue => cue.Start);

    /// <summary>What its language shows in.</summary>
    public LanguageEvidence Language => field ??= LanguageEvidence.Of(Texts);

    /// <summary>How many of the cues tell what is heard, up to 1.</summary>
    public double HeardShare => _heardShare ??= HearingImpairedCheck.ShareOf(Texts);

    /// <summary>As it is written to disk: as it is, or as SubRip where players disagree about the format.</summary>
    public (string Text, string Extension) Written() => format.IsWrittenAsSubRip ? (SubRip.Write(cues), SubtitleFormats.SubRip.Extension) : (text, format.Extension);
}
