using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>An episode without its season, or behind one that stands apart: <c>Episode 5</c>, <c>Ep05</c>, <c>E01-E12</c>, <c>第05話</c>.</summary>
internal sealed partial class EpisodeRule : IReleaseRule
{
    public int Order => ReleaseStep.Numbers + 40;

    public Regex Pattern => Episode();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (reading.IsNumbered)
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var place = match.Index + reading.Folded.AsSpan(match.Index).IndexOfAnyInRange('0', '9');
            var end = EpisodeTail.Read(reading, place);
            reading.MarkNumber(ReleaseField.Episodes, match.Index, Math.Max(end, match.Index + match.Length));
            return;
        }
    }

    [GeneratedRegex(@"(?<![a-z0-9])(?:(?:episode|ep|folge|capitulo|cap) ?[0-9]{1,4}|e[0-9]{2,4})(?=[^a-z0-9]|\z|v[0-9]|e[0-9])|第 ?[0-9]{1,4} ?[話话集回]", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Episode();
}
