using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Made anew: <c>PROPER</c>, <c>REPACK2</c>, <c>REAL PROPER</c>. The value is how often.</summary>
internal sealed partial class ProperRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Proper();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var text = reading.Folded.AsSpan(match.Index, match.Length);
            var times = char.IsAsciiDigit(text[^1]) ? text[^1] - '0' : text.StartsWith("real") ? 2 : 1;
            reading.Propose(ReleaseField.Proper, match.Index, match.Length, times.ToString());
        }
    }

    [GeneratedRegex(@"(?<![a-z0-9])(?:real[ \-])?(?:proper|repack|rerip)[1-9]?(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Proper();
}
