using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Streams of a disc as they are: <c>REMUX</c>, <c>BDRemux</c>.</summary>
internal sealed partial class RemuxRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Remux();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (!reading.Contains("remux"))
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Mark(ReleaseField.Remux, match.Index, match.Length, "remux");
        }
    }

    [GeneratedRegex(@"(?<![a-z0-9])(?:bd|dvd|uhd)?[ \-]?remux(?:es)?(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Remux();
}
