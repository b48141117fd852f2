using System.Globalization;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The day of a daily show: <c>2026.03.14</c>, <c>14.03.2026</c>, <c>03.14.2026</c>, <c>20260314</c>, <c>14 March 2026</c>.
/// Where two orders are possible the day comes first.</summary>
internal sealed partial class DateRule : IReleaseRule
{
    private const int FirstYear = 1930;
    private const int LastYear = 2049;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public int Order => ReleaseStep.Numbers;

    public Regex Pattern => Day();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            if (DateOf(reading.Folded.AsSpan(match.Index, match.Length)) is { } date)
            {
                reading.Date = date;
                reading.MarkNumber(ReleaseField.Date, match.Index, match.Index + match.Length);
                return;
            }
        }
    }

    /// <summary>True for eight digits that are a day.</summary>
    internal static bool IsCompactDate(ReadOnlySpan<char> digits) =>
        digits.IndexOfAnyExceptInRange('0', '9') < 0
        && Valid(ReleaseReading.Number(digits[..4]), ReleaseReading.Number(digits[4..6]), ReleaseReading.Number(digits[6..8])) is not null;

    private static DateOnly? DateOf(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('a', 'z') >= 0)
        {
            return InWords(text);
        }

        if (text.Length == 8 && text.IndexOfAny(' ', '-') < 0)
        {
            return Valid(ReleaseReading.Number(text[..4]), ReleaseReading.Number(text[4..6]), ReleaseReading.Number(text[6..]));
        }

        Span<Range> parts = stackalloc Range[3];
        text.SplitAny(parts, " -");
        var (first, second, third) = (ReleaseReading.Number(text[parts[0]]), ReleaseReading.Number(text[parts[1]]), ReleaseReading.Number(text[parts[2]]));
        return first > 31 ? Valid(first, second, third) ?? Valid(first, third, second) : Valid(third, second, first) ?? Valid(third, first, second);
    }

    private static DateOnly? InWords(ReadOnlySpan<char> text)
    {
        var month = 0;
        for (var index = 0; index < Months.Length; index++)
        {
            month = text.IndexOf(Months[index], StringComparison.Ordinal) >= 0 ? index + 1 : month;
        }

        var digits = text.IndexOfAnyInRange('0', '9');
        var end = digits + 1 < text.Length && char.IsAsciiDigit(text[digits + 1]) ? digits + 2 : digits + 1;
        return Valid(int.Parse(text[^4..], NumberStyles.None, CultureInfo.InvariantCulture), month, ReleaseReading.Number(text[digits..end]));
    }

    private static DateOnly? Valid(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    [GeneratedRegex(
        @"(?<![a-z0-9])(?:(?:19|20)[0-9]{2}[ \-][0-9]{2}[ \-][0-9]{2}|[0-9]{2}[ \-][0-9]{2}[ \-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]"
        + @"|[0-3]?[0-9](?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} (?:19|20)[0-9]{2}|(?:jan|feb|mar|apr|may|jun|jul|aug"
        + @"|sep|oct|nov|dec)[a-z]{0,6} [0-3]?[0-9](?:st|nd|rd|th)?,? (?:19|20)[0-9]{2})(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Day();
}
