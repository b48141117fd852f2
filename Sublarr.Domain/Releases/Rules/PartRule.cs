using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The part: <c>Part 2</c>, <c>Part Two</c>, <c>Pt.II</c>, <c>CD1</c>. A part is a word of the title, too; a disc is none.</summary>
internal sealed partial class PartRule : IReleaseRule
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    private static readonly string[] Roman = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

    public int Order => ReleaseStep.Numbers + 80;

    public Regex Pattern => Part();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var text = reading.Folded.AsSpan(match.Index, match.Length);
            if (NumberOf(text) is not { } number || match.Index == reading.Start)
            {
                continue;
            }

            if (text[0] == 'p')
            {
                reading.MarkWithin(ReleaseField.Part, match.Index, match.Length, number.ToString());
            }
            else
            {
                reading.Propose(ReleaseField.Part, match.Index, match.Length, number.ToString());
            }

            return;
        }
    }

    private static int? NumberOf(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('0', '9') is var digits and >= 0)
        {
            return ReleaseReading.Number(text[digits..]);
        }

        var word = text[(text.LastIndexOf(' ') + 1)..];
        for (var index = 1; index < Words.Length; index++)
        {
            if (word.SequenceEqual(Words[index]) || word.SequenceEqual(Roman[index]))
            {
                return index;
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"(?<![a-z0-9])(?:(?:part|pt) ?[0-9]{1,2}|(?:part|pt) (?:[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)|(?:cd|disc"
        + @"|disk) ?[0-9]{1,2})(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Part();
}
