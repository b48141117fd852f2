using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>
/// The year. A name begins with its title, so a year there is one: <c>1917.2019</c>. Of several the one in brackets counts, else the last before the tags. With an
/// episode it stands right before that, and further ahead it is a word: <c>Class.of.1999.Reunion.S01E01</c>.
/// </summary>
internal sealed partial class YearRule : IReleaseRule
{
    private const int LastYear = 2035;
    private const int Digits = 4;

    public int Order => ReleaseStep.Numbers + 60;

    public Regex Pattern => Year();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (reading.Date is not null)
        {
            return;
        }

        var limit = reading.Anchor is { } anchor ? anchor.Start : reading.FirstTag(TitleStart(reading) + 1);
        var best = -1;
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var year = ReleaseReading.Number(reading.Folded.AsSpan(match.Index, Digits));
            if (year > LastYear || !HasTitleBefore(reading, match.Index) || !Counts(reading, match.Index, limit))
            {
                continue;
            }

            // What stands in brackets counts more than what does not, and of equals the last.
            if (best < 0 || IsBracketed(reading, match.Index) || !IsBracketed(reading, best))
            {
                best = match.Index;
            }
        }

        if (best >= 0)
        {
            reading.Year = ReleaseReading.Number(reading.Folded.AsSpan(best, Digits));
            reading.MarkNumber(ReleaseField.Year, best, best + Digits);
        }
    }

    private static bool Counts(ReleaseReading reading, int place, int limit)
    {
        if (IsBracketed(reading, place))
        {
            return true;
        }

        if (reading.Anchor is not { } anchor)
        {
            return place < limit;
        }

        var end = place + Digits;
        return reading.IsGap(end, anchor.Start) || (place >= anchor.End && reading.IsGap(anchor.End, place) && reading.IsGap(end, reading.FirstTag(end)));
    }

    private static bool IsBracketed(ReleaseReading reading, int place) =>
        place > 0 && reading.Folded[place - 1] is '(' or '[' && place + Digits < reading.Folded.Length && reading.Folded[place + Digits] is ')' or ']';

    private static bool HasTitleBefore(ReleaseReading reading, int place) => place > TitleStart(reading) && !reading.IsGap(TitleStart(reading), place);

    // Behind the group that anime begins with.
    private static int TitleStart(ReleaseReading reading)
    {
        var place = reading.Start;
        if (place < reading.End && reading.Folded[place] == '[' && reading.Folded.IndexOf(']', place) is var close and > 0 && close + 1 < reading.End)
        {
            place = close + 1;
        }

        while (place < reading.End && FoldedText.IsSeparator(reading.Folded[place]))
        {
            place++;
        }

        return place;
    }

    [GeneratedRegex("(?<![a-z0-9])(?:19|20)[0-9]{2}(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Year();
}
