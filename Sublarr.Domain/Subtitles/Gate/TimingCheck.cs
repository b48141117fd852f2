namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>Whether the times fit the video. Credits and recordings run over a little, so a little is nothing.</summary>
internal static class TimingCheck
{
    // What is shorter is too short to say anything of: a trailer, an extra.
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan FirstMinute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private const double GraceShare = 0.03;

    // A silent film has titles more often than that.
    private const double FewestAMinute = 0.7;
    private const double EarliestEnd = 0.55;
    private const double MostBackwards = 0.1;
    private const int FewestToCount = 10;

    public static IEnumerable<GateFinding> Find(GateText text, SubtitleExpectation expectation)
    {
        var cues = text.Cues;
        var (first, last) = (cues.Min(cue => cue.Start), text.LastStart);
        var length = expectation.Duration;
        var times = $"{Clock(first)} to {Clock(last)}" + (length is { } known ? $" of {Clock(known)}" : "");
        yield return new("Times", times, BeyondEnd(last, length) ?? AtOnce(last, length, expectation));
        yield return new("Order", OrderOf(cues, text.Format, out var refusal), refusal);
        if (length is { } minutes && minutes >= Short && !expectation.IsForced)
        {
            var each = cues.Count / minutes.TotalMinutes;
            yield return new("Cues a minute", Invariant($"{each:0.0}"), TooFew(each) ?? TooEarly(last, minutes));
        }
    }

    private static string? BeyondEnd(TimeSpan last, TimeSpan? length) =>
        length is { } known && known > TimeSpan.Zero && last > known + TimeSpan.FromTicks(Math.Max(Grace.Ticks, (long)(known.Ticks * GraceShare)))
            ? $"Its last cue comes at {Clock(last)}, and the video ends at {Clock(known)}: it belongs to another cut or another video."
            : null;

    private static string? AtOnce(TimeSpan last, TimeSpan? length, SubtitleExpectation expectation) =>
        last < FirstMinute && length >= Short && !expectation.IsForced ? $"All of it comes within the first minute of {Clock(length.Value)}." : null;

    private static string? TooFew(double each) =>
        each < FewestAMinute ? Invariant($"It has {each:0.0} cues a minute, too few for a whole subtitle: perhaps it holds the foreign parts alone.") : null;

    private static string? TooEarly(TimeSpan last, TimeSpan length) =>
        last < length * EarliestEnd ? $"It ends at {Clock(last)} of {Clock(length)}: perhaps it is one of several parts." : null;

    private static string OrderOf(IReadOnlyList<Cue> cues, ISubtitleFormat format, out string? refusal)
    {
        var negative = cues.Count(cue => cue.End < cue.Start);
        var back = Enumerable.Range(1, cues.Count - 1).Count(place => cues[place].Start < cues[place - 1].Start);
        // Layers and signs of ASS stand in any order.
        var counted = negative + (format is Formats.SubStationAlpha ? 0 : back);
        refusal = cues.Count >= FewestToCount && counted > MostBackwards * cues.Count
            ? $"Its times run backwards at {Wording.Several(counted, "cue")} of {Wording.Count(cues.Count)}."
            : null;
        return negative + back == 0 ? "in order" : $"{Wording.Several(negative + back, "cue")} out of order";
    }

    private static string Clock(TimeSpan time) => Invariant($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
