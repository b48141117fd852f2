using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Atmos, which another codec carries.</summary>
internal sealed partial class AtmosRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Atmos();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (!reading.Contains("atmos"))
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Propose(ReleaseField.Atmos, match.Index, match.Length, "atmos");
        }
    }

    [GeneratedRegex(@"(?<![a-z0-9])(?:dolby ?)?atmos(?![a-z])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Atmos();
}
