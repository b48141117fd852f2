using System.Diagnostics;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;

namespace Sublarr.Bench.Scoring;

/// <summary>How long it takes to score and order candidates, against the same with LINQ over objects; both must give one order.</summary>
internal sealed class CandidateRanking : IBenchmark
{
    private const int Rounds = 9;

    public string Name => "scoring";

    public string Conditions => "score and order 10,000 and 100,000 candidates of one search; limit: LINQ over objects, which must give the same order";

    public async Task<IReadOnlyList<Finding>> MeasureAsync() => [.. await MeasureAsync(10_000, milliseconds: 2), .. await MeasureAsync(100_000, milliseconds: 16)];

    private static async Task<List<Finding>> MeasureAsync(int count, double milliseconds)
    {
        var search = Search(count);
        var rules = ScoringRules.Default.WithModifier("subdl", 15).WithModifier("gestdown", -20);
        var ranking = new Ranking(new CandidatePool([search], rules.Preferences));
        var (rate, plainRate) = ($"ranked of {count:N0}", $"by LINQ of {count:N0}");
        var (fast, plain, allocated) = ($"rank {count:N0}", $"LINQ {count:N0}", $"allocated for {count:N0}");
        var samples = await Samples.OfAsync(Rounds, round =>
        {
            var plainTime = Time(() => Plain(search, rules));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var fastTime = Time(() =>
            {
                ranking.Score(rules);
                ranking.Sort();
            });
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            round.Add(fast, fastTime);
            round.Add(plain, plainTime);
            round.Add(rate, count / fastTime);
            round.Add(plainRate, count / plainTime);
            round.Add(allocated, bytes);
            round.Add($"candidates {count:N0}", count);
            return Task.CompletedTask;
        });
        RequireSameOrder(ranking, Plain(search, rules));
        return
        [
            new(samples.Figure(fast, "ms"), samples.Figure(plain, "ms"), Promise.AtMost(milliseconds)),
            new(samples.Figure(rate, "per ms"), samples.Figure(plainRate, "per ms"), Promise.RatioAtLeast(10)),
            // Less than one byte for each candidate: what is allocated does not grow with them.
            new(samples.Figure(allocated, "bytes"), samples.Figure($"candidates {count:N0}", "candidates"), Promise.AtMost(9_999)),
        ];
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void RequireSameOrder(Ranking ranking, List<int> plain)
    {
        List<int> order = [];
        foreach (var position in ranking.OrderOf(0))
        {
            order.Add(ranking.Pool.PlaceOf(position));
        }

        if (!order.SequenceEqual(plain))
        {
            throw new InvalidOperationException("The fast ranking and the plain one differ in their order.");
        }
    }

    // As one would write it without a thought for speed.
    private static List<int> Plain(SearchResult search, ScoringRules rules)
    {
        List<string> providers = [.. ProviderCapabilities.All.Select(provider => provider.Name)];
        return
        [
            .. search.Candidates
                .Select((candidate, place) => (Candidate: candidate, Place: place, Score: ScoringEngine.Score(candidate, search.Type, rules)))
                .OrderBy(entry => entry.Score.IsRefused)
                .ThenByDescending(entry => entry.Score.Points)
                .ThenBy(entry => entry.Candidate.Bits.Has(ScoringKey.FormatBonus) ? 0 : entry.Candidate.Bits.Has(CandidateBits.OtherFormatBit) ? 2 : 1)
                .ThenBy(entry => providers.IndexOf(entry.Candidate.Provider))
                .ThenBy(entry => entry.Candidate.ReleaseInfo, StringComparer.Ordinal)
                .Select(entry => entry.Place),
        ];
    }

    private static SearchResult Search(int count)
    {
        var random = new Random(count);
        return new(MediaType.Episode, "A search", "en", [.. Enumerable.Range(0, count).Select(_ => new Candidate(
            ProviderCapabilities.All[random.Next(ProviderCapabilities.All.Count)].Name,
            "en",
            new CandidateBits((uint)random.Next(1 << 11) | ((uint)random.Next(8) << 12)).InFormat(random.Next(3) switch { 0 => "ass", 1 => "srt", _ => null }),
            random.Next(Candidate.HighestTrust + 1),
            $"Show.S01E02.{random.Next(count)}-GROUP"))]);
    }
}
