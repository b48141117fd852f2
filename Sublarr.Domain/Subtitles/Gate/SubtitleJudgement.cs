using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>What came of looking at a subtitle.</summary>
/// <param name="Findings">All that was looked at, for people to read.</param>
public sealed record SubtitleJudgement(IReadOnlyList<GateFinding> Findings)
{
    /// <summary>True when nothing speaks against it.</summary>
    public bool IsAccepted => Text is not null && Refusals.Count == 0;

    /// <summary>Why it is refused, each a sentence; empty when it is not.</summary>
    public IReadOnlyList<string> Refusals { get; } = [.. Findings.Select(finding => finding.Refusal).OfType<string>()];

    /// <summary>What was read; null when it is no subtitle.</summary>
    public GateText? Text { get; init; }

    /// <summary>What it is, and what its name says; null when it is no subtitle.</summary>
    public PresentSubtitle? Is { get; init; }

    internal static SubtitleJudgement No(GateFinding finding) => new([finding]);
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What: <c>Language</c>.</param>
/// <param name="Value">What was found, as people read it.</param>
/// <param name="Refusal">Why that rules the subtitle out, as a sentence; null when it does not.</param>
public sealed record GateFinding(string Subject, string Value, string? Refusal = null);
