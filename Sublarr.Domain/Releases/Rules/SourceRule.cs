using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Where it was taken from: <c>BluRay</c>, <c>WEB-DL</c>, <c>HDTV</c>, <c>DVDRip</c>, <c>CAM</c>.</summary>
internal sealed partial class SourceRule : IReleaseRule
{
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
        @"[^a-z0-9](?:blu[ \-]?ray(?:[ \-]?rip)?|b[dr][ \-]?rip|bd[ \-]?remux|bd(?:25|50|66|100)|bd(?:mv|iso)|bd|web[ \-]?dl(?:[ \-]?rip)?"
        + @"|web[ \-]?(?:rip|cap|hd)|web|[au]?hd[ \-]?tv(?:[ \-]?rip)?|hd[ \-]?dvd(?:[ \-]?rip)?|(?:dvd|bd|web|hd)[ \-]?scr(?:eener)?|dvd(?:[ \-]?(?:rip|r|5"
        + @"|9|full))?|vhs(?:[ \-]?rip)?|[psk]dtv|dsr(?:ip)?|(?:ds|sat|dvb|tv|dth|iptv)[ \-]?rip|dvb|iptv|tv|(?:hd|hq)[ \-]?cam(?:[ \-]?rip)?|cam[ \-]?rip"
        + @"|cam|telesync|hd[ \-]?ts|ts(?:[ \-]?rip)?|pdvd(?:[ \-]?rip)?|telecine|hd[ \-]?tc|tc|workprint|wp|screener|scr|vod(?:[ \-]?rip)?"
        + @"|ppv[ \-]?rip)(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Source();
}
