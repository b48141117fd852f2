using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The version: <c>v2</c>, on its own or behind the number of an episode.</summary>
internal sealed partial class VersionRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Version();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Propose(ReleaseField.Version, match.Index, match.Length, reading.Folded[match.Index + 1].ToString());
        }
    }

    [GeneratedRegex(@"(?<![a-z])v[0-9](?![a-z0-9])(?! [0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Version();
}
