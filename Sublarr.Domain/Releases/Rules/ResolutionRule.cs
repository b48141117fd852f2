using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The resolution: <c>1080p</c>, <c>1080i</c>, <c>1920x1080</c>, <c>4K</c>.</summary>
internal sealed partial class ResolutionRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Resolution();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var text = reading.Folded.AsSpan(match.Index, match.Length);
            if (text is "4k" or "8k")
            {
                reading.Propose(ReleaseField.Resolution, match.Index, match.Length, text is "4k" ? "2160p" : "4320p");
            }
            else
            {
                reading.Mark(ReleaseField.Resolution, match.Index, match.Length, ValueOf(text));
            }
        }
    }

    private static string ValueOf(ReadOnlySpan<char> text)
    {
        var cross = text.IndexOf('x');
        var height = text[(cross + 1)..].Trim();
        var digits = height.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? height[..end] : height;
        // Wide pictures are lower than their name: 1920x800 is 1080p.
        return cross < 0 || height.Length > digits.Length
            ? string.Concat(digits, height.Length > digits.Length ? height.Slice(digits.Length, 1) : "p")
            : ReleaseReading.Number(text[..cross].Trim()) switch
            {
                >= 3000 => "2160p",
                >= 1800 => "1080p",
                >= 1200 => "720p",
                _ => ReleaseReading.Number(digits) >= 560 ? "576p" : "480p",
            };
    }

    [GeneratedRegex(
        @"(?<![a-z0-9])(?:(?:[0-9]{3,4}x)?(?:360|480|540|576|720|900|1080|1440|2160|4320)[pi](?:[0-9]{2}(?: [0-9]{2,3})?)?|[0-9]{3,4} ?x ?[0-9]{3,4}"
        + @"|[48]k)(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Resolution();
}
