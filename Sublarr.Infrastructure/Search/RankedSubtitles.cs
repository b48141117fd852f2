using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.History;

namespace Sublarr.Infrastructure.Search;

/// <summary>A subtitle with its score under the rules in use.</summary>
/// <param name="Found">The subtitle.</param>
/// <param name="Candidate">The same as scoring sees it.</param>
/// <param name="Score">What it scores, and why it is refused if it is.</param>
internal sealed record RankedSubtitle(FoundSubtitle Found, Candidate Candidate, Score Score)
{
    /// <summary>The same once its format is known: only then the bonus for it is settled.</summary>
    /// <param name="path">The file that was written.</param>
    /// <param name="type">For an episode or a movie.</param>
    /// <param name="rules">The rules in use.</param>
    public RankedSubtitle Settled(string path, MediaType type, ScoringRules rules)
    {
        var settled = Candidate with { Bits = Candidate.Bits.InFormat(Path.GetExtension(path)) };
        return this with { Candidate = settled, Score = ScoringEngine.Score(settled, type, rules) };
    }
}

/// <summary>Ranks what was found for one wanted subtitle: by the user's weights, within the user's profile.</summary>
internal static class RankedSubtitles
{
    /// <summary>What will do, the best first, then what is refused.</summary>
    /// <param name="found">All that was found.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="rules">The rules in use.</param>
    /// <param name="profile">The profile that holds for the title.</param>
    /// <param name="past">What is remembered of the video.</param>
    public static List<RankedSubtitle> Of(IEnumerable<FoundSubtitle> found, WantedSubtitle wanted, ProviderQuery query, ScoringRules rules, LanguageProfile profile, VideoPast past)
    {
        // Of all that was found for the video only what is of this language and kind competes.
        var fitting = found.Where(subtitle => wanted.Language.Covers(subtitle.Language) && subtitle.IsForced == wanted.IsForced).ToList();
        var candidates = fitting.ConvertAll(subtitle => CandidateOf(subtitle, wanted, query));
        var pool = new CandidatePool([new SearchResult(query.Type, query.Title, wanted.Language.Text, candidates)], rules.Preferences);
        var ranking = new Ranking(pool);
        ranking.Score(rules);
        ranking.Sort();
        var ranked = new List<RankedSubtitle>(fitting.Count);
        foreach (var position in ranking.OrderOf(0))
        {
            var place = pool.PlaceOf(position);
            var score = Judged(candidates[place], query.Type, rules, wanted, profile);
            ranked.Add(new(fitting[place], candidates[place], past.RefusalOf(fitting[place], wanted) is { } refusal ? score with { Refusals = [refusal, .. score.Refusals] } : score));
        }

        return [.. ranked.Where(subtitle => !subtitle.Score.IsRefused), .. ranked.Where(subtitle => subtitle.Score.IsRefused)];
    }

    private static Candidate CandidateOf(FoundSubtitle subtitle, WantedSubtitle wanted, ProviderQuery query)
    {
        var candidate = subtitle.ToCandidate(query);
        var isAsWished = wanted.HearingImpaired switch
        {
            Wish.Prefer or Wish.Only => subtitle.IsHearingImpaired,
            Wish.Exclude => !subtitle.IsHearingImpaired,
            _ => true,
        };
        return isAsWished ? candidate with { Bits = new(candidate.Bits.Value | CandidateBits.Of(ScoringKey.HearingImpaired).Value) } : candidate;
    }

    private static Score Judged(Candidate candidate, MediaType type, ScoringRules rules, WantedSubtitle wanted, LanguageProfile profile)
    {
        var score = ScoringEngine.Score(candidate, type, rules);
        string?[] refusals = [Impaired(candidate, wanted), profile.RefusalOf(candidate.ReleaseInfo ?? ""), BelowMinimum(score, profile)];
        return score with { Refusals = [.. score.Refusals, .. refusals.OfType<string>()] };
    }

    private static string? Impaired(Candidate candidate, WantedSubtitle wanted) => (wanted.HearingImpaired, candidate.Bits.Has(CandidateBits.HearingImpairedBit)) switch
    {
        (Wish.Only, false) => "It is not for the hearing impaired, and the profile wants only those.",
        (Wish.Exclude, true) => "It is for the hearing impaired, and the profile wants none of those.",
        _ => null,
    };

    private static string? BelowMinimum(Score score, LanguageProfile profile) =>
        profile.MinimumPercent is { } minimum && score.Percent < minimum ? $"It reaches {score.Percent} % of what is possible, and the profile \"{profile.Name}\" wants {minimum} %." : null;
}
