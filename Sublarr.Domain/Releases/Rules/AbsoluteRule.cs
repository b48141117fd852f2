using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>
/// A number through all seasons, as anime has it: <c>- 07 [1080p]</c>, <c>[07]</c>, <c>- 01-12</c>, <c>Name.1071.1080p</c>. Behind a season it is the episode's.
/// </summary>
internal sealed partial class AbsoluteRule : IReleaseRule
{
    public int Order => ReleaseStep.Numbers + 70;

    public Regex Pattern => Absolute();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (reading.IsNumbered)
        {
            return;
        }

        var isAnime = reading.Start < reading.End && reading.Folded[reading.Start] == '[';
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var place = match.Index;
            var number = EpisodeTail.NumberAt(reading, ref place);
            // What was cut off in front may hold numbers, too.
            if (match.Index >= reading.Start && IsEpisode(reading, match, place, isAnime) && !(number is > 1929 and < 2050 && place - match.Index == 4))
            {
                Take(reading, match, number);
                return;
            }
        }
    }

    private static bool IsEpisode(ReleaseReading reading, ValueMatch match, int digitsEnd, bool isAnime)
    {
        var before = reading.Folded.AsSpan(reading.Start, match.Index - reading.Start);
        var after = reading.Rest[(match.Index + match.Length)..];
        if (before.TrimEnd(" -[(").IsEmpty)
        {
            return false;
        }

        // Behind a dash with blanks around it, or in brackets of its own.
        if (before.EndsWith("- ") && before.TrimEnd(" -") is var dashed && dashed.Length < before.Length - 1
            && (before[dashed.Length] == ' ' || isAnime || reading.Season is not null))
        {
            return true;
        }

        if (before[^1] is '[' or '(' && after is [']' or ')', ..])
        {
            return (isAnime || before[^1] == '[') && (digitsEnd - match.Index > 1 || isAnime);
        }

        if (before[^1] != ' ' || reading.Year is not null)
        {
            return false;
        }

        var digits = digitsEnd - match.Index;
        return isAnime
            ? after.TrimStart(' ') is [] or ['[' or '(', ..] && digits > 1
            : digits is 3 or 4 && reading.FirstTag(match.Index) is var tag && tag < reading.End && reading.IsGap(match.Index + match.Length, tag);
    }

    private static void Take(ReleaseReading reading, ValueMatch match, int number)
    {
        var text = reading.Folded.AsSpan(match.Index, match.Length);
        var last = text.LastIndexOfAny('-', '~') is var dash and > 0 ? LastOf(text[(dash + 1)..].Trim()) : null;
        if (reading.Season is not null)
        {
            for (var episode = number; episode <= Math.Max(number, Math.Min(last ?? 0, number + 200)); episode++)
            {
                reading.Episodes.Add(episode);
            }
        }
        else
        {
            (reading.Absolute, reading.AbsoluteLast) = (number, last > number ? last : null);
        }

        // A version behind it is marked by its own rule.
        var end = text.LastIndexOf('v') is var version and > 0 ? version : match.Length;
        reading.MarkNumber(reading.Season is null ? ReleaseField.Absolute : ReleaseField.Episodes, match.Index, match.Index + end);
    }

    private static int? LastOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end == 0 ? null : ReleaseReading.Number(end < 0 ? text : text[..end]);
    }

    [GeneratedRegex(@"(?<![a-z0-9#])[0-9]{1,4}(?:v[0-9])?(?:(?:-| ?~ ?)[0-9]{2,4}(?:v[0-9])?)?(?: ?(?:end|fin))?(?=[ \[\]()\-]|\z)", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Absolute();
}
