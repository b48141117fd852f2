using CsCheck;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Scoring;

/// <summary>The fast ranking and the plain engine agree, and weights mean what they say: found by trying many searches and rules.</summary>
public sealed class RankingProperties
{
    private static readonly Gen<Candidate> Candidates = Gen.Select(
        Gen.OneOf([.. ProviderCapabilities.All.Select(provider => provider.Name)]),
        Gen.OneOf("de", "en"),
        Gen.UInt[0, (1 << 15) - 1],
        Gen.OneOf<string?>("ass", "srt", null),
        Gen.Int[-1, 25],
        (provider, language, bits, format, trust) => new Candidate(provider, language, new CandidateBits(bits & ~(1u << 11)).InFormat(format), trust, "Show.S01E02-NTb"));

    private static readonly Gen<MediaType> Types = Gen.OneOf(MediaType.Episode, MediaType.Movie);

    private static readonly Gen<ScoringRules> Rules = Gen.Select(
        Gen.Int[-1000, 1000].Array[40],
        Gen.Int[0, 3].Array[2],
        Gen.Int[-500, 500],
        Gen.Bool,
        (weights, wishes, minimum, refuses) => new ScoringRules(
            ScoringWeights.Default.With(Changes(weights)),
            ScoringRules.Default.Modifiers,
            new ScoringPreferences { HearingImpaired = (Wish)wishes[0], Forced = (Wish)wishes[1], EpisodeMinimum = minimum, RefuseMachineTranslation = refuses }));

    [Fact]
    public void The_fast_ranking_gives_every_candidate_the_points_and_the_verdict_of_the_engine() =>
        Gen.Select(Candidates.Array[0, 80], Types, Rules).Sample((candidates, type, rules) =>
        {
            var ranking = Rank(candidates, type, rules);
            foreach (var position in ranking.OrderOf(0).ToArray())
            {
                var score = ScoringEngine.Score(ranking.Pool[position], type, rules);
                ranking.Points[position].ShouldBe(score.Points);
                ranking.IsRefused(position).ShouldBe(score.IsRefused, score.Reason);
            }
        });

    [Fact]
    public void The_best_comes_first_and_what_is_refused_comes_last() =>
        Gen.Select(Candidates.Array[0, 80], Types, Rules).Sample((candidates, type, rules) =>
        {
            var ranking = Rank(candidates, type, rules);
            var order = ranking.OrderOf(0).ToArray();
            var keys = order.Select(position => (ranking.IsRefused(position), -ranking.Points[position])).ToList();
            return keys.SequenceEqual(keys.Order()) && order.Order().SequenceEqual(Enumerable.Range(0, candidates.Length));
        });

    [Fact]
    public void More_weight_for_what_a_candidate_has_never_costs_it_points() =>
        Gen.Select(Candidates, Types, Rules, Gen.Int[0, 10]).Sample((candidate, type, rules, which) =>
        {
            var key = ScoringKeyInfo.Of(type)[which % ScoringKeyInfo.Of(type).Count].Key;
            var higher = rules with { Weights = rules.Weights.With([new WeightChange(type, key, 1000)]) };
            var gain = ScoringEngine.Score(candidate, type, higher).Points - ScoringEngine.Score(candidate, type, rules).Points;
            return candidate.Bits.Has(key) ? gain == 1000 - rules.Weights[type, key] : gain == 0;
        });

    private static IEnumerable<WeightChange> Changes(int[] weights) => new[] { MediaType.Episode, MediaType.Movie }
        .SelectMany(type => ScoringKeyInfo.Of(type).Select(info => (type, info.Key)))
        .Zip(weights, (place, points) => new WeightChange(place.type, place.Key, points));

    private static Ranking Rank(Candidate[] candidates, MediaType type, ScoringRules rules)
    {
        var ranking = new Ranking(new CandidatePool([new(type, "A search", "de", candidates)], rules.Preferences));
        ranking.Score(rules);
        ranking.Sort();
        return ranking;
    }
}
