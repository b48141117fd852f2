using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>A special with a number, which is an episode of season 0: <c>OVA 2</c>, <c>SP01</c>.</summary>
internal sealed partial class SpecialRule : IReleaseRule
{
    public int Order => ReleaseStep.Numbers + 50;

    public Regex Pattern => Special();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (reading.IsNumbered || reading.Season is not null)
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var place = match.Index + reading.Folded.AsSpan(match.Index).IndexOfAnyInRange('0', '9');
            reading.Season = 0;
            reading.MarkNumber(ReleaseField.Episodes, match.Index, EpisodeTail.Read(reading, place));
            return;
        }
    }

    [GeneratedRegex(@"(?<![a-z0-9])(?:ova|oad|ona|sp|special|nc(?:op|ed))[ \-]{0,3}[0-9]{1,2}(?=[^a-z0-9]|\z|v[0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Special();
}
