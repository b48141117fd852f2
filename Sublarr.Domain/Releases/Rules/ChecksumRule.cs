using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>A CRC32 in brackets: <c>[1A2B3C4D]</c>.</summary>
internal sealed partial class ChecksumRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Checksum();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var digits = reading.Folded.AsSpan(match.Index + 1, 8);
            // Eight digits may be a day, and the first brackets are a group.
            if (match.Index > reading.Start && !DateRule.IsCompactDate(digits))
            {
                reading.Mark(ReleaseField.Crc32, match.Index, match.Length, digits.ToString().ToUpperInvariant());
            }
        }
    }

    [GeneratedRegex(@"[\[(][0-9a-f]{8}[\])]", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Checksum();
}
