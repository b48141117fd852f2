using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Season and episodes with a cross: <c>1x02</c>, <c>1x01x02</c>, <c>1x01-1x03</c>.</summary>
internal sealed partial class CrossRule : IReleaseRule
{
    public int Order => ReleaseStep.Numbers + 20;

    public Regex Pattern => Cross();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        if (reading.IsNumbered)
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var text = reading.Folded.AsSpan(match.Index, match.Length);
            var cross = text.IndexOf('x');
            // "5.1.x264" and "5.1x264" are sound and picture.
            if (text[(cross + 1)..] is "264" or "265")
            {
                continue;
            }

            reading.Season = ReleaseReading.Number(text[..cross]);
            reading.MarkNumber(ReleaseField.Episodes, match.Index, EpisodeTail.Read(reading, match.Index + cross + 1));
            return;
        }
    }

    [GeneratedRegex("(?<![a-z0-9])[0-9]{1,2}x[0-9]{2,3}(?![0-9a-wyz])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Cross();
}
