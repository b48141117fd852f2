using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>
/// Looks at a text before it is placed beside a video: is it a subtitle, is it what was promised, does it fit the video. What is doubtful passes;
/// only what is surely wrong is refused, and each refusal says why.
/// </summary>
public static class SubtitleGate
{
    private static readonly Func<GateText, SubtitleExpectation, IEnumerable<GateFinding>>[] Checks =
        [TimingCheck.Find, LanguageCheck.Find, ForcedCheck.Find, HearingImpairedCheck.Find];

    /// <summary>Judges a text.</summary>
    /// <param name="text">The whole text, decoded.</param>
    /// <param name="expectation">What it is to be.</param>
    public static SubtitleJudgement Judge(string text, SubtitleExpectation expectation)
    {
        text = SubtitleLines.Unified(text);
        if (SubtitleFormats.Of(text) is not { } format)
        {
            return SubtitleJudgement.No(new GateFinding("Format", "none", NoSubtitle.ReasonOf(text) ?? "It is of no format of subtitles that Sublarr knows."));
        }

        if (!format.IsReadable)
        {
            return SubtitleJudgement.No(new GateFinding("Format", format.Name, $"It is {format.Name}, which Sublarr cannot read. Choose one in SubRip, WebVTT or ASS."));
        }

        if (format.Read(text, expectation.PicturesPerSecond) is not { } cues)
        {
            return SubtitleJudgement.No(
                new GateFinding("Format", format.Name, $"It is {format.Name}, which counts pictures, and neither it nor the video says how many a second has."));
        }

        return Judge(new GateText(text, format, cues), expectation);
    }

    private static SubtitleJudgement Judge(GateText text, SubtitleExpectation expectation)
    {
        if (NoSubtitle.ReasonOf(text.Texts) is { } reason)
        {
            return SubtitleJudgement.No(new GateFinding("Cues", Wording.Count(text.Cues.Count), reason));
        }

        GateFinding[] findings = [new("Format", text.Format.Name), new("Cues", Wording.Count(text.Cues.Count)), .. Checks.SelectMany(check => check(text, expectation))];
        return new(findings)
        {
            Text = text,
            Is = new PresentSubtitle(expectation.Language, expectation.IsForced, HearingImpairedCheck.IsToBeMarked(text, expectation)),
        };
    }
}
