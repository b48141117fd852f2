using CsCheck;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Upgrades;

namespace Sublarr.Tests.Unit.Upgrades;

/// <summary>No sequence of searches goes round in circles: found by trying many.</summary>
public sealed class UpgradeProperties
{
    // Few keys, providers and formats: so many candidates are close to each other.
    private static readonly Gen<Candidate> Candidates = Gen.Select(
        Gen.OneOf("opensubtitles", ProviderCapabilities.Embedded),
        Gen.UInt[0, (1 << 11) - 1],
        Gen.Bool,
        Gen.OneOf<string?>("ass", "srt", "vtt"),
        (provider, bits, isMachine, format) => new Candidate(provider, "en", new CandidateBits(bits).With(CandidateBits.MachineTranslatedBit, isMachine).InFormat(format)));

    private static readonly Gen<ScoringRules> Rules = Gen.Select(
        Gen.Int[-200, 400].Array[24],
        Gen.Int[-100, 0],
        Gen.Bool,
        (weights, machine, prefersAss) => ScoringRules.Default with
        {
            Weights = ScoringWeights.Default.With(ScoringKeyInfo.Of(MediaType.Episode).Zip(weights, (info, points) => new WeightChange(MediaType.Episode, info.Key, points))),
            Preferences = new ScoringPreferences { MachineTranslation = machine, PrefersAss = prefersAss },
        });

    // What a search finds of them, as places in the list, and how many days have passed.
    private static readonly Gen<(int[] Found, int Days)[]> Searches = Gen.Select(Gen.Int[0, 11].Array[1, 8], Gen.Int[0, 20]).Array[1, 40];

    [Fact]
    public void Under_one_set_of_rules_no_sequence_of_searches_takes_anything_twice_even_if_nobody_remembers() =>
        Gen.Select(Candidates.Array[12], Rules, Searches).Sample((all, rules, searches) => Follow(all, searches, _ => rules, remembers: false));

    [Fact]
    public void Where_the_rules_change_between_the_searches_nothing_is_taken_twice_either() =>
        Gen.Select(Candidates.Array[12], Rules.Array[1, 6], Searches).Sample((all, rules, searches) => Follow(all, searches, step => rules[step % rules.Length], remembers: true));

    [Fact]
    public void Nothing_takes_the_place_of_itself_and_of_two_at_most_one_takes_the_others_place() =>
        Gen.Select(Candidates, Candidates, Rules).Sample((one, other, rules) =>
            !Takes(one, one, rules) && !(Takes(one, other, rules) && Takes(other, one, rules)));

    [Fact]
    public void The_searches_that_are_tried_do_upgrade()
    {
        var upgrades = 0;
        Gen.Select(Candidates.Array[12], Rules, Searches).Sample((all, rules, searches) =>
        {
            Interlocked.Add(ref upgrades, Taken(all, searches, _ => rules, remembers: true).Count - 1);
            return true;
        });

        upgrades.ShouldBeGreaterThan(100, "what is shown of sequences without upgrades says nothing");
    }

    private static bool Follow(Candidate[] all, (int[] Found, int Days)[] searches, Func<int, ScoringRules> rules, bool remembers)
    {
        var taken = Taken(all, searches, rules, remembers);
        return taken.Distinct().Count() == taken.Count;
    }

    // The first of them lies there. Each search takes the best that may take the place of what is there.
    private static List<int> Taken(Candidate[] all, (int[] Found, int Days)[] searches, Func<int, ScoringRules> rules, bool remembers)
    {
        var (taken, age) = (new List<int> { 0 }, 0);
        for (var step = 0; step < searches.Length; step++)
        {
            age += searches[step].Days;
            var now = rules(step);
            var present = new PresentFile(SubtitleOrigin.Downloaded, all[taken[^1]], TimeSpan.FromDays(age));
            var better = searches[step].Found.Where(place => UpgradeRule.Decide(present, new(all[place], remembers && taken.Contains(place)), MediaType.Episode, now).IsUpgrade)
                .OrderByDescending(place => all[place].RungOf()).ThenByDescending(place => ScoringEngine.Score(all[place], MediaType.Episode, now).Points).ToList();
            if (better is [var best, ..])
            {
                taken.Add(best);
                age = 0;
            }
        }

        return taken;
    }

    private static bool Takes(Candidate offered, Candidate present, ScoringRules rules) =>
        UpgradeRule.Decide(new(SubtitleOrigin.Downloaded, present, TimeSpan.FromDays(30)), new(offered, WasTaken: false), MediaType.Episode, rules).IsUpgrade;
}
