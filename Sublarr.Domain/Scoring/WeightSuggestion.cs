using System.Numerics;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>The smallest change of weights that makes every case pass, or why there is none.</summary>
/// <param name="Weights">The weights; null when none make all cases pass.</param>
/// <param name="Distance">The sum of all changes, without signs.</param>
/// <param name="IsSmallest">True when it is proven that no smaller change will do.</param>
/// <param name="Contradicting">Cases that cannot all pass whatever the weights are, when that is proven.</param>
public sealed record WeightSuggestion(ScoringWeights? Weights, int Distance, bool IsSmallest, IReadOnlyList<ScoringCase> Contradicting)
{
    /// <summary>Finds it. Modifiers, wishes and minimums stay as they are.</summary>
    public static WeightSuggestion For(IReadOnlyList<ScoringCase> cases, ScoringRules rules)
    {
        var weights = rules.Weights;
        var (distance, isSmallest) = (0, true);
        foreach (var ofType in cases.GroupBy(scoringCase => scoringCase.Search.Type))
        {
            var answer = Solve([.. ofType], rules);
            if (answer.Changes is null)
            {
                return new(null, 0, IsSmallest: false, answer.IsProven ? Contradictions([.. ofType], rules) : []);
            }

            weights = Apply(weights, ofType.Key, answer.Changes);
            distance += answer.Changes.Sum(Math.Abs);
            isSmallest &= answer.IsProven;
        }

        return new(weights, distance, isSmallest, []);
    }

    // Takes away one case after another for as long as the rest still contradicts itself.
    private static List<ScoringCase> Contradictions(List<ScoringCase> cases, ScoringRules rules)
    {
        foreach (var candidate in cases.ToList())
        {
            List<ScoringCase> rest = [.. cases.Where(other => other != candidate)];
            if (rest.Count > 0 && Solve(rest, rules) is { Changes: null, IsProven: true })
            {
                cases = rest;
            }
        }

        return cases;
    }

    private static SmallestChange.Answer Solve(List<ScoringCase> cases, ScoringRules rules)
    {
        var type = cases[0].Search.Type;
        var keys = ScoringKeyInfo.Of(type);
        var solver = new SmallestChange(
            [.. keys.Select(info => ScoringWeights.Lowest - rules.Weights[type, info.Key])],
            [.. keys.Select(info => ScoringWeights.Highest - rules.Weights[type, info.Key])]);
        return cases.TrueForAll(scoringCase => Demand(solver, scoringCase, rules)) ? solver.Find() : new(null, IsProven: true);
    }

    // Each rival gives one line: what the weights must add to the distance for the wanted one to stay ahead.
    private static bool Demand(SmallestChange solver, ScoringCase scoringCase, ScoringRules rules)
    {
        var type = scoringCase.Search.Type;
        var tieBreak = new CandidatePool.TieBreak(rules.Preferences);
        var unlimited = rules with
        {
            Preferences = rules.Preferences with
            {
                EpisodeMinimum = null,
                MovieMinimum = null,
                LanguageMinimums = new Dictionary<string, int>(),
                ProviderMinimums = new Dictionary<string, int>(),
            },
        };
        var wanted = scoringCase.Wanted;
        var score = ScoringEngine.Score(wanted, type, unlimited);
        if (score.IsRefused)
        {
            return false;
        }

        if (rules.Preferences.MinimumOf(type, wanted.Language, wanted.Provider) is var (minimum, _))
        {
            solver.Demand(Row(type, wanted.Bits.Value, 0), minimum - score.Points);
        }

        for (var index = 0; index < scoringCase.Search.Candidates.Count; index++)
        {
            var rival = scoringCase.Search.Candidates[index];
            if (index != scoringCase.Winner && ScoringEngine.Score(rival, type, unlimited) is { IsRefused: false } other)
            {
                var order = tieBreak.Compare(wanted, rival);
                var goesFirst = order < 0 || (order == 0 && scoringCase.Winner < index);
                solver.Demand(Row(type, wanted.Bits.Value, rival.Bits.Value), other.Points - score.Points + (goesFirst ? 0 : 1));
            }
        }

        return true;
    }

    private static int[] Row(MediaType type, uint wanted, uint rival) =>
        [.. ScoringKeyInfo.Of(type).Select(info => BitOperations.PopCount(wanted & (1u << (int)info.Key)) - BitOperations.PopCount(rival & (1u << (int)info.Key)))];

    private static ScoringWeights Apply(ScoringWeights weights, MediaType type, int[] changes) => weights.With(
        ScoringKeyInfo.Of(type).Index().Where(entry => changes[entry.Index] != 0)
            .Select(entry => new WeightChange(type, entry.Item.Key, weights[type, entry.Item.Key] + changes[entry.Index])));
}
