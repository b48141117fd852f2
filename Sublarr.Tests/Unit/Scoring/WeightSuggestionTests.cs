using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Scoring;

public sealed class WeightSuggestionTests
{
    [Fact]
    public void Nothing_is_changed_when_every_case_passes_already()
    {
        var suggestion = WeightSuggestion.For([Case(0, Of(ScoringKey.Series), Of(ScoringKey.Year))], ScoringRules.Default);

        suggestion.Weights.ShouldBe(ScoringWeights.Default);
        (suggestion.Distance, suggestion.IsSmallest).ShouldBe((0, true));
    }

    [Fact]
    public void The_smallest_change_closes_the_gap_and_no_more()
    {
        // 14 for the group against 50 for the format: 36 to the tie, which ASS wins, and one more.
        ScoringCase wanted = Case(0, Of(ScoringKey.ReleaseGroup), Of(ScoringKey.FormatBonus));

        var suggestion = WeightSuggestion.For([wanted], ScoringRules.Default);

        wanted.Judge(ScoringRules.Default).Passes.ShouldBeFalse();
        wanted.Judge(ScoringRules.Default with { Weights = suggestion.Weights! }).Passes.ShouldBeTrue();
        (suggestion.Distance, suggestion.IsSmallest).ShouldBe((37, true));
    }

    [Fact]
    public void Cases_that_contradict_each_other_are_named()
    {
        ScoringCase[] cases =
        [
            Case(0, Of(ScoringKey.Series), Of(ScoringKey.Episode)),
            Case(0, Of(ScoringKey.Year), Of(ScoringKey.Season)),
            Case(1, Of(ScoringKey.Year), Of(ScoringKey.Season)),
        ];

        var suggestion = WeightSuggestion.For(cases, ScoringRules.Default);

        suggestion.Weights.ShouldBeNull();
        suggestion.Contradicting.ShouldBe([cases[1], cases[2]]);
    }

    [Fact]
    public void No_weights_help_one_that_is_refused()
    {
        var wanted = new Candidate("subdl", "de", default(CandidateBits).With(CandidateBits.ForcedBit, true));
        var rules = ScoringRules.Default with { Preferences = new() { Forced = Wish.Exclude } };

        WeightSuggestion.For([Case(0, wanted, Of(ScoringKey.Year))], rules).Weights.ShouldBeNull();
    }

    [Fact]
    public void The_wanted_one_also_reaches_the_minimum()
    {
        var rules = ScoringRules.Default with { Preferences = new() { EpisodeMinimum = 200 } };

        var suggestion = WeightSuggestion.For([Case(0, Of(ScoringKey.Series))], rules);

        suggestion.Weights![MediaType.Episode, ScoringKey.Series].ShouldBe(200);
    }

    [Fact]
    public void What_is_suggested_makes_every_case_pass_or_is_proven_impossible()
    {
        var random = new Random(42);
        var found = 0;
        for (var round = 0; round < 60; round++)
        {
            List<ScoringCase> cases = [.. Enumerable.Range(0, random.Next(1, 5)).Select(index =>
            {
                var search = RankingTests.Search(random, random.Next(2, 9), random.Next(2) == 0 ? MediaType.Episode : MediaType.Movie);
                return new ScoringCase(index, search, random.Next(search.Candidates.Count));
            })];

            var suggestion = WeightSuggestion.For(cases, ScoringRules.Default);

            if (suggestion.Weights is { } weights)
            {
                found++;
                var rules = ScoringRules.Default with { Weights = weights };
                cases.ShouldAllBe(scoringCase => scoringCase.Judge(rules).Passes);
                weights.DifferencesFrom(ScoringWeights.Default).Sum(change => Math.Abs(change.Points - ScoringWeights.Default[change.Type, change.Key])).ShouldBe(suggestion.Distance);
            }
            else
            {
                suggestion.Contradicting.ShouldNotBeEmpty();
            }
        }

        found.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_change_is_as_small_as_trying_everything_finds(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var demands = Enumerable.Range(0, 4).Select(_ => (Row: Enumerable.Range(0, 3).Select(_ => random.Next(-1, 2)).ToArray(), Bound: random.Next(-3, 6))).ToList();
            var solver = new SmallestChange([-5, -5, -5], [5, 5, 5]);
            demands.ForEach(demand => solver.Demand(demand.Row, demand.Bound));

            var answer = solver.Find();

            answer.IsProven.ShouldBeTrue();
            (answer.Changes?.Sum(Math.Abs)).ShouldBe(ByTrying(demands));
        }
    }

    private static int? ByTrying(List<(int[] Row, int Bound)> demands)
    {
        int? least = null;
        for (var at = 0; at < 11 * 11 * 11; at++)
        {
            int[] change = [(at % 11) - 5, (at / 11 % 11) - 5, (at / 121) - 5];
            var sum = change.Sum(Math.Abs);
            if ((least is null || sum < least) && demands.TrueForAll(demand => demand.Row.Zip(change, (factor, by) => factor * by).Sum() >= demand.Bound))
            {
                least = sum;
            }
        }

        return least;
    }

    private static ScoringCase Case(int winner, params Candidate[] candidates) => new(1, new(MediaType.Episode, "A search", "de", candidates), winner);

    private static Candidate Of(params ScoringKey[] keys) => new("subdl", "de", CandidateBits.Of(keys));
}
