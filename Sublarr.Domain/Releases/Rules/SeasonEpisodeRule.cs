using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>Season and episodes as releases write them: <c>S01E02</c>, <c>S01E01E02</c>, <c>S01E01-E03</c>, <c>s01 ep02</c>, <c>Season 1 Episode 2</c>.</summary>
internal sealed partial class SeasonEpisodeRule : IReleaseRule
{
    public int Order => ReleaseStep.Numbers + 10;

    public Regex Pattern => SeasonEpisode();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var place = match.Index + reading.Folded.AsSpan(match.Index).IndexOfAnyInRange('0', '9');
            var season = EpisodeTail.NumberAt(reading, ref place);
            place += reading.Folded.AsSpan(place).IndexOfAnyInRange('0', '9');
            reading.Season = season;
            reading.MarkNumber(ReleaseField.Episodes, match.Index, EpisodeTail.Read(reading, place));
            return;
        }
    }

    [GeneratedRegex(
        @"(?<![a-z0-9])(?:s|se|season ?|saison ?|staffel ?|temporada ?|series ?) ?[0-9]{1,4}[ ,\-]{0,3}(?:e|ep|episode|epizode|folge|capitulo"
        + @"|x) ?[0-9]{1,4}(?![0-9])(?=[^a-z]|\z|e[0-9]|ep[0-9]|v[0-9]|[ab](?:[^a-z0-9]|\z)|x[0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex SeasonEpisode();
}
