using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>A season on its own, or several: <c>S01</c>, <c>Season 2</c>, <c>S01-S05</c>, <c>2nd Season</c>, <c>第2季</c>.</summary>
internal sealed partial class SeasonRule : IReleaseRule
{
    private const string ChineseDigits = "一二三四五六七八九十";

    public int Order => ReleaseStep.Numbers + 30;

    public Regex Pattern => Season();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (reading.IsNumbered)
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var text = reading.Folded.AsSpan(match.Index, match.Length);
            if (text[0] == '第' && ChineseDigits.IndexOf(text[1]) is var digit and >= 0)
            {
                reading.Season = digit + 1;
            }
            else
            {
                ReadNumbers(reading, text);
            }

            reading.MarkNumber(ReleaseField.Season, match.Index, match.Index + match.Length);
            return;
        }
    }

    private static void ReadNumbers(ReleaseReading reading, ReadOnlySpan<char> text)
    {
        text = text[text.IndexOfAnyInRange('0', '9')..];
        var end = text.IndexOfAnyExceptInRange('0', '9');
        reading.Season = ReleaseReading.Number(end < 0 ? text : text[..end]);
        if (end >= 0 && text[end..].IndexOfAnyInRange('0', '9') is var next and >= 0 && ReleaseReading.Number(text[(end + next)..]) is var last && last > reading.Season)
        {
            reading.SeasonLast = last;
        }
    }

    [GeneratedRegex(
        @"(?<![a-z0-9])(?:s[0-9]{1,2}(?: ?- ?s[0-9]{1,2}|-[0-9]{1,2}| s[0-9]{1,2})?|(?:season|saison|staffel|temporada|stagione|seizoen"
        + @"|sezon)s? ?[0-9]{1,3}(?: ?(?:-|to|thru|&|and) ?[0-9]{1,3})?|series ?[0-9]{1,2}|[0-9]{1,2}(?:st|nd|rd|th) season"
        + @"|season complete [0-9]{1,2})(?![a-z0-9])|第[0-9一二三四五六七八九十]{1,2}[季期部]", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Season();
}
