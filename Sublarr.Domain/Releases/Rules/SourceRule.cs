using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Where it was taken from: <c>BluRay</c>, <c>WEB-DL</c>, <c>HDTV</c>, <c>DVDRip</c>, <c>CAM</c>.</summary>
internal sealed partial class SourceRule : IReleaseRule
{
    private const string Rip = $@"(?:[ \-]?rip{WordPattern.End})?";

    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Source();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var (start, length) in reading.Words(pattern))
        {
            var text = reading.Folded.AsSpan(start, length);
            if (text is "tv" && start > 0 && reading.Folded[start - 1] == '(')
            {
                // "(TV)" tells a series from a film of that name.
                reading.Mark(ReleaseField.Other, start, length, "");
            }
            else if (text is "web" or "bd" or "tv" or "dvd" or "cam" or "vod" or "vhs" or "scr" or "vhsrip")
            {
                reading.Propose(ReleaseField.Source, start, length, ValueOf(text));
            }
            else if (text is not ("ts" or "tc" or "wp"))
            {
                reading.Mark(ReleaseField.Source, start, length, ValueOf(text));
            }
            // Two letters are tags in capitals alone.
            else if (char.IsAsciiLetterUpper(reading.Text[start]))
            {
                reading.Propose(ReleaseField.Source, start, length, ValueOf(text));
            }
        }
    }

    /// <summary>The source that a tag names.</summary>
    /// <param name="tag">The tag, folded.</param>
    internal static string ValueOf(ReadOnlySpan<char> tag) => tag switch
    {
        _ when tag.IndexOf("scr", StringComparison.Ordinal) >= 0 => ReleaseSource.Screener,
        _ when tag.IndexOf("cam", StringComparison.Ordinal) >= 0 => ReleaseSource.Cam,
        ['h', 'd', ' ' or '-', 'd', ..] or ['h', 'd', 'd', ..] => ReleaseSource.HdDvd,
        ['b', ..] => ReleaseSource.Bluray,
        ['w', 'e', 'b', ..] => ReleaseSource.Web,
        ['w', ..] => ReleaseSource.Workprint,
        ['p', 'd', 'v', ..] or ['t', 's', ..] or [.., 't', 's'] or ['t', 'e', 'l', 'e', 's', ..] => ReleaseSource.Telesync,
        [.., 't', 'c'] or ['t', 'e', 'l', 'e', 'c', ..] => ReleaseSource.Telecine,
        ['h', 'd', ..] or ['a', 'h', 'd', ..] or ['u', 'h', 'd', ..] => ReleaseSource.Hdtv,
        ['d', 'v', 'd', ..] => ReleaseSource.Dvd,
        ['v', 'h', ..] => ReleaseSource.Vhs,
        ['v', 'o', ..] => ReleaseSource.Vod,
        ['p', 'p', ..] => ReleaseSource.Ppv,
        _ => ReleaseSource.Tv,
    };

    [GeneratedRegex(
        $@"{WordPattern.Before}(?>ahd[ \-]?tv{Rip}|bd(?:100|25|50|66|iso|mv|scr(?:eener)?|[ \-]?(?:remux|rip){WordPattern.End})?|blu[ \-]?ray{Rip}|br[ \-]?rip|cam{Rip}"
        + $@"|ds(?:rip|r|[ \-]rip)|dth[ \-]?rip|dvb{Rip}|dvd(?:[ \-]?(?:5|9|full|rip|r|scr(?:eener)?){WordPattern.End})?|hd[ \-]?(?:cam{Rip}|dvd{Rip}|scr(?:eener)?|tc|ts|tv{Rip})"
        + $@"|hq[ \-]?cam{Rip}|iptv{Rip}|kdtv|pdtv|pdvd{Rip}|ppv[ \-]?rip|sat[ \-]?rip|screener|scr|sdtv|tc|telecine|telesync|ts{Rip}|tv{Rip}|uhd[ \-]?tv{Rip}|vhs{Rip}|vod{Rip}"
        + $@"|web(?:scr(?:eener)?|[ \-]?(?:cap|dl{Rip}|hd|rip){WordPattern.End})?|workprint|wp){WordPattern.End}", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Source();
}
