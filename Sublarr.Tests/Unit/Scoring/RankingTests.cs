using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Scoring;

public sealed class RankingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_fast_ranking_gives_the_order_and_points_of_a_plain_one(int seed)
    {
        var random = new Random(seed);
        SearchResult[] searches = [Search(random, 3000, MediaType.Episode), Search(random, 30, MediaType.Movie), Search(random, 0, MediaType.Movie), Search(random, 400, MediaType.Movie)];
        var rules = Rules(random);
        var ranking = new Ranking(new CandidatePool(searches, rules.Preferences));

        ranking.Score(rules);
        ranking.Sort();

        for (var search = 0; search < searches.Length; search++)
        {
            var order = ranking.OrderOf(search).ToArray();
            var plain = Plain(searches[search], rules);
            order.Select(ranking.Pool.PlaceOf).ShouldBe(plain.Select(entry => entry.Place));
            order.Select(position => ranking.Points[position]).ShouldBe(plain.Select(entry => entry.Score.Points));
            ranking.Winners[search].ShouldBe(plain is [{ Score.IsRefused: false }, ..] ? order[0] : -1);
        }
    }

    [Fact]
    public void Ties_fall_to_the_preferred_format_then_the_provider_then_the_release_name()
    {
        var bits = CandidateBits.Of(ScoringKey.Series);
        var srtFirst = new Candidate("opensubtitles", "de", bits.InFormat("srt"), ReleaseInfo: "A");
        var unknown = new Candidate("subdl", "de", bits, ReleaseInfo: "B");
        var late = new Candidate("gestdown", "de", bits.InFormat("srt"), ReleaseInfo: "A");
        var lateName = new Candidate("opensubtitles", "de", bits.InFormat("srt"), ReleaseInfo: "C");
        var ass = new Candidate("whisper", "de", bits.InFormat("ass"), ReleaseInfo: "Z");
        var withoutBonus = ScoringRules.Default with { Weights = ScoringWeights.Default.With(MediaType.Episode, ScoringKey.FormatBonus, 0) };

        Order(withoutBonus, lateName, late, srtFirst, unknown, ass).ShouldBe([ass, unknown, srtFirst, lateName, late]);
        Order(withoutBonus with { Preferences = new() { PrefersAss = false, ProviderOrder = ["gestdown"] } }, ass, lateName, srtFirst, unknown, late)
            .ShouldBe([late, srtFirst, lateName, unknown, ass]);
    }

    [Fact]
    public void The_order_in_which_providers_answer_does_not_matter()
    {
        var search = Search(new Random(7), 60, MediaType.Episode);
        var first = Order(ScoringRules.Default, [.. search.Candidates]);
        var second = Order(ScoringRules.Default, [.. search.Candidates.Reverse()]);

        second.Select(Facts).ShouldBe(first.Select(Facts));

        static (string, string?, bool) Facts(Candidate candidate) => (candidate.Provider, candidate.ReleaseInfo, candidate.Bits.Has(ScoringKey.FormatBonus));
    }

    [Fact]
    public void A_refused_candidate_never_wins_and_comes_last()
    {
        var perfect = new Candidate("subdl", "de", new CandidateBits(CandidateBits.KeyMask).With(CandidateBits.HearingImpairedBit, true));
        var poor = new Candidate("subdl", "de", default);
        var rules = ScoringRules.Default with { Preferences = new() { HearingImpaired = Wish.Exclude } };

        Order(rules, perfect, poor).ShouldBe([poor, perfect]);
    }

    [Fact]
    public void Ranking_allocates_nothing_for_its_candidates()
    {
        var ranking = new Ranking(new CandidatePool([Search(new Random(1), 5000, MediaType.Episode)], ScoringPreferences.Default));
        ranking.Score(ScoringRules.Default);
        ranking.Sort();

        var before = GC.GetAllocatedBytesForCurrentThread();
        ranking.Score(ScoringRules.Default);
        ranking.Sort();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5000);
    }

    [Fact]
    public void Rules_of_another_order_among_equals_need_a_new_pool()
    {
        var pool = new CandidatePool([Search(new Random(1), 5, MediaType.Episode)], ScoringPreferences.Default);
        var other = ScoringRules.Default with { Preferences = new() { ExcludedGroups = ["NTb"] } };

        pool.Fits(ScoringPreferences.Default with { EpisodeMinimum = 4 }).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => new Ranking(pool).Score(other));
    }

    private static List<Candidate> Order(ScoringRules rules, params Candidate[] candidates)
    {
        var ranking = new Ranking(new CandidatePool([new(MediaType.Episode, "x", "de", candidates)], rules.Preferences));
        ranking.Score(rules);
        ranking.Sort();
        return [.. ranking.OrderOf(0).ToArray().Select(position => ranking.Pool[position])];
    }

    // As one would write it without a thought for speed.
    private static List<(int Place, Score Score)> Plain(SearchResult search, ScoringRules rules) =>
        [.. search.Candidates.Select((candidate, place) => (Candidate: candidate, Place: place, Score: ScoringEngine.Score(candidate, search.Type, rules)))
            .OrderBy(entry => entry.Score.IsRefused)
            .ThenByDescending(entry => entry.Score.Points)
            .ThenBy(entry => (entry.Candidate.Bits.Has(ScoringKey.FormatBonus), entry.Candidate.Bits.Has(CandidateBits.OtherFormatBit)) switch
            {
                (true, _) => rules.Preferences.PrefersAss ? 0 : 2,
                (_, true) => rules.Preferences.PrefersAss ? 2 : 0,
                _ => 1,
            })
            .ThenBy(entry => rules.Preferences.ProviderOrder.Contains(entry.Candidate.Provider) ? 0 : 1)
            .ThenBy(entry => rules.Preferences.ProviderOrder.ToList().IndexOf(entry.Candidate.Provider))
            .ThenBy(entry => ProviderCapabilities.All.ToList().FindIndex(provider => provider.Name == entry.Candidate.Provider))
            .ThenBy(entry => entry.Candidate.ReleaseInfo, StringComparer.Ordinal)
            .Select(entry => (entry.Place, entry.Score))];

    internal static SearchResult Search(Random random, int count, MediaType type) => new(type, "A search", "de",
        [.. Enumerable.Range(0, count).Select(_ => new Candidate(
            ProviderCapabilities.All[random.Next(ProviderCapabilities.All.Count)].Name,
            random.Next(4) == 0 ? "en" : "de",
            new CandidateBits((uint)random.Next(1 << 11) | ((uint)random.Next(8) << 12)).InFormat(random.Next(3) switch { 0 => "ass", 1 => "srt", _ => null }),
            random.Next(21),
            $"Show.S01E02.{random.Next(1000)}-{(random.Next(2) == 0 ? "NTb" : "FLUX")}",
            random.Next(3) == 0 ? "NTb" : null))]);

    private static ScoringRules Rules(Random random) => new ScoringRules(
        ScoringWeights.Default.With(ScoringKeyInfo.Of(MediaType.Episode).Select(info => new WeightChange(MediaType.Episode, info.Key, random.Next(-1000, 1001)))),
        ScoringRules.Default.Modifiers,
        new ScoringPreferences
        {
            HearingImpaired = Wish.Prefer,
            Forced = (Wish)random.Next(4),
            MachineTranslation = -200,
            PrefersAss = random.Next(2) == 0,
            ProviderOrder = ["jimaku", "subdl"],
            PreferredGroups = ["FLUX"],
            ExcludedGroups = random.Next(2) == 0 ? ["NTb"] : [],
            EpisodeMinimum = 0,
            ProviderMinimums = new Dictionary<string, int> { ["jimaku"] = 300 },
            LanguageMinimums = new Dictionary<string, int> { ["en"] = 100 },
        }).WithModifier("jimaku", 77).WithModifier("whisper", -100);
}
