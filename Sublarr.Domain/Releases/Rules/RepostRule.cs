using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>What sites and posters put behind the group: <c>[rartv]</c>, <c>-xpost</c>, <c>-Obfuscated</c>, <c>-sample</c>.</summary>
internal sealed partial class RepostRule : IReleaseRule
{
    private const int MostPosters = 4;

    public int Order => ReleaseStep.Noise + 10;

    public Regex Pattern => Poster();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        for (var count = 0; count < MostPosters; count++)
        {
            var end = reading.End;
            foreach (var match in pattern.EnumerateMatches(reading.Rest))
            {
                reading.End = match.Index;
            }

            if (reading.End == end)
            {
                return;
            }
        }
    }

    [GeneratedRegex(
        @"(?:[ \-]{0,3}\[ ?(?:rartv|rarbg|eztv(?: [a-z]{2,3})?|eztvx? to|ettv|tgx|glodls|moviesbyrizzo|vtv|prime|no-rar|norar)\ ?]|[\- ](?:xpost|obfuscated"
        + @"|obfuscation|postbot|asrequested|buymore|scrambled|rakuv(?:02|finhel|share)?|nzbgeek|whiterev|alteredcloud|chamele0n|alternativetorequested"
        + @"|bumpas|newz|bumped|repost|sample|proof|trailer)|[\-\[( ]{1,3}www [a-z0-9\-]{2,40} [a-z]{2,4}[ \])]{0,2}|[ \-]{1,3}eztv(?: [a-z]{2,3})?| {1,3})\z", RegexOptions.RightToLeft, Timeout.Infinite)]
    private static partial Regex Poster();
}
