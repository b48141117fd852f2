using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>What Sonarr, Radarr and media servers write for themselves: <c>{imdb-tt1234567}</c>, <c>[tvdbid-81189]</c>.</summary>
internal sealed partial class IdentifierRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Identifier();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Mark(ReleaseField.Other, match.Index, match.Length, "");
        }
    }

    [GeneratedRegex(@"[\[(](?:imdb|tmdb|tvdb|tvmaze|anidb)(?:id)?[\-= ](?:tt)?[0-9]{1,10}[\])]", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Identifier();
}
