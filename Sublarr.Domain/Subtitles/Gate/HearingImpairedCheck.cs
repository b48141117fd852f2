using System.Buffers;
using System.Text.RegularExpressions;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>Whether it tells what is heard: sounds in brackets and who speaks. Music alone says nothing; lyrics stand in other subtitles, too.</summary>
internal static partial class HearingImpairedCheck
{
    // Between the two nobody knows: a few sounds stand in many subtitles.
    private const double Many = 0.05;
    private const double Hardly = 0.01;
    private const int FewestCues = 40;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[(:（［：");

    public static IEnumerable<GateFinding> Find(GateText text, SubtitleExpectation expectation)
    {
        var share = text.HeardShare;
        if (text.Cues.Count < FewestCues || expectation.IsForced)
        {
            yield break;
        }

        yield return new("Sounds and speakers", FormattableString.Invariant($"in {share:P0} of the cues"), expectation.HearingImpaired switch
        {
            Wish.Only when share < Hardly => "It tells nothing of what is heard, and one for the hard of hearing is wanted.",
            Wish.Exclude when share >= Many => "It tells what is heard, and one for the hard of hearing is not wanted.",
            _ => null,
        });
    }

    /// <summary>True when its name is to say so: by what is in it, and where that says little, by what was asked for.</summary>
    public static bool IsToBeMarked(GateText text, SubtitleExpectation expectation) => !expectation.IsForced
        && (text.Cues.Count < FewestCues ? expectation.HearingImpaired == Wish.Only : text.HeardShare >= (expectation.HearingImpaired == Wish.Only ? Hardly : Many));

    /// <summary>How many texts tell what is heard, up to 1.</summary>
    public static double ShareOf(IReadOnlyList<string> texts) => texts.Count == 0 ? 0 : (double)texts.Count(IsHeard) / texts.Count;

    private static bool IsHeard(string text) => text.AsSpan().IndexOfAny(Marks) >= 0 && (Sound().IsMatch(text) || Speaker().IsMatch(text));

    // A line that begins with a bracket, or ends with one: "(sighs) Go.", "Go. [door slams]".
    [GeneratedRegex(@"(?m)^-? ?[\[(（［][^\])）］\n]{2,60}[\])）］]|[\[(（［][^\])）］\n]{2,60}[\])）］]$", RegexOptions.CultureInvariant)]
    private static partial Regex Sound();

    // "JOHN:", "MAN 2:", never "Listen:".
    [GeneratedRegex(@"(?m)^-? ?\p{Lu}[\p{Lu}0-9 .'#-]{1,30}[:：](?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Speaker();
}
