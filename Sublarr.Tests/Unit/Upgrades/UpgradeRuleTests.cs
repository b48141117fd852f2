using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Upgrades;

namespace Sublarr.Tests.Unit.Upgrades;

public sealed class UpgradeRuleTests
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(8);

    [Fact]
    public void A_hash_or_group_source_and_resolution_together_are_the_exact_release()
    {
        Made(ScoringKey.Hash).RungOf().ShouldBe(UpgradeRung.ExactRelease);
        Made(ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution).RungOf().ShouldBe(UpgradeRung.ExactRelease);
        Made(ScoringKey.ReleaseGroup, ScoringKey.Source).RungOf().ShouldBe(UpgradeRung.Human);
        Made(ScoringKey.Source, ScoringKey.Resolution).RungOf().ShouldBe(UpgradeRung.Human);
        Machine(ScoringKey.Hash).RungOf().ShouldBe(UpgradeRung.Machine);
        (Made(ScoringKey.Hash) with { Provider = ProviderCapabilities.Embedded }).RungOf().ShouldBe(UpgradeRung.Embedded);
    }

    [Fact]
    public void A_higher_rung_replaces_a_lower_one_whatever_both_score()
    {
        var decision = Decide(Machine(ScoringKey.Title, ScoringKey.Year, ScoringKey.AudioCodec), Made());

        decision.IsUpgrade.ShouldBeTrue();
        decision.Reason.ShouldBe("It was made by a person for another release, and the one before was translated by a machine. It scores 0 points, and the one before 63.");
    }

    [Fact]
    public void What_came_with_the_video_is_never_replaced_by_a_machines_translation()
    {
        var embedded = Made() with { Provider = ProviderCapabilities.Embedded };

        Decide(embedded, Machine(ScoringKey.Hash, ScoringKey.Title)).ShouldBe(
            new(false, "What is there came with the video, and what came with the video is never replaced by a machine's translation."));
        Decide(embedded, Made(ScoringKey.Title)).IsUpgrade.ShouldBeTrue();
    }

    [Fact]
    public void A_lower_rung_never_replaces_a_higher_one() => Decide(Made(ScoringKey.Hash), Made(ScoringKey.Title, ScoringKey.Year).In("ass")).IsUpgrade.ShouldBeFalse();

    [Theory]
    [InlineData(49, 8, false)]
    [InlineData(50, 8, true)]
    [InlineData(50, 6, false)]
    [InlineData(99, 6, false)]
    [InlineData(100, 6, true)]
    [InlineData(50, 7, true)]
    public void Within_a_rung_it_must_score_fifty_more_and_a_hundred_while_the_file_is_young(int gain, int days, bool isUpgrade)
    {
        var rules = ScoringRules.Default with { Weights = ScoringWeights.Default.With(MediaType.Movie, ScoringKey.Title, gain) };

        UpgradeRule.Decide(new(SubtitleOrigin.Downloaded, Made().In("srt"), TimeSpan.FromDays(days)), new(Made(ScoringKey.Title).In("srt"), WasTaken: false), MediaType.Movie, rules)
            .IsUpgrade.ShouldBe(isUpgrade);
    }

    [Fact]
    public void ASS_is_never_given_up_for_many_points_for_a_higher_rung_or_for_what_nobody_knows_yet()
    {
        Decide(Made().In("ass"), Made(ScoringKey.Title, ScoringKey.Year).In("srt")).Reason.ShouldContain("not given up");
        Decide(Made().In("ass"), Made(ScoringKey.Hash).In("srt")).Reason.ShouldContain("not given up");
        Decide(Machine().In("ass"), Made(ScoringKey.Hash).In("srt")).Reason.ShouldContain("not given up");
        Decide(Made().In("ass"), Made(ScoringKey.Title, ScoringKey.Year).In(null)).Reason.ShouldContain("nobody knows");
        Decide(Made().In("ass"), Made(ScoringKey.Title, ScoringKey.Year).In("ass")).IsUpgrade.ShouldBeTrue();
    }

    [Fact]
    public void ASS_takes_the_place_of_SRT_where_it_is_preferred_unless_it_scores_less()
    {
        var plain = ScoringWeights.Default.With(MediaType.Movie, ScoringKey.FormatBonus, 0);
        var preferred = ScoringRules.Default with { Weights = plain };
        var notPreferred = preferred with { Preferences = new() { PrefersAss = false } };

        Decide(Made(ScoringKey.Title).In("srt"), Made(ScoringKey.Title).In("ass"), preferred).IsUpgrade.ShouldBeTrue();
        Decide(Made(ScoringKey.Title).In("srt"), Made().In("ass"), preferred).IsUpgrade.ShouldBeFalse();
        Decide(Made(ScoringKey.Title).In("srt"), Made(ScoringKey.Title).In("ass"), notPreferred).IsUpgrade.ShouldBeFalse();
    }

    [Fact]
    public void What_the_rules_refuse_what_lay_there_before_and_what_people_put_there_is_said()
    {
        var better = Made(ScoringKey.Title, ScoringKey.Year);
        var excluding = ScoringRules.Default with { Preferences = new() { RefuseMachineTranslation = true } };

        Decide(Made(), Machine(ScoringKey.Hash), excluding).Reason.ShouldContain("translated by a machine, and those are excluded");
        UpgradeRule.Decide(Present(Made()), new(better, WasTaken: true), MediaType.Movie, ScoringRules.Default).Reason.ShouldContain("lay beside this video before");
        Blocked(new(SubtitleOrigin.Found, null, Old)).ShouldContain("A person put it there");
        Blocked(Present(Made()) with { IsRestored = true }).ShouldContain("out of the trash");
        Blocked(Present(Made()) with { IsChanged = true }).ShouldContain("changed since it was downloaded");
        Blocked(Present(Made()) with { IsGone = true }).ShouldContain("not there any more");
        Blocked(new(SubtitleOrigin.Embedded, null, Old)).ShouldContain("stream of the video");
        Blocked(new(SubtitleOrigin.Downloaded, null, Old)).ShouldContain("before there was a history");

        string Blocked(PresentFile present)
        {
            var decision = UpgradeRule.Decide(present, new(better, WasTaken: false), MediaType.Movie, ScoringRules.Default);
            decision.IsUpgrade.ShouldBeFalse();
            return decision.Reason;
        }
    }

    [Fact]
    public void The_next_look_comes_every_night_at_first_and_once_in_two_weeks_in_the_end()
    {
        var now = new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

        int[] nights = [.. Enumerable.Range(1, 7).Select(looks => (int)Math.Ceiling((UpgradePace.NextAfter(looks, now) - now).TotalDays))];

        nights.ShouldBe([1, 2, 4, 7, 14, 14, 14]);
        UpgradePace.NextAfter(1, now).ShouldBeLessThan(now.AddDays(1), "the run of the next night would miss it");
    }

    private static Candidate Made(params ReadOnlySpan<ScoringKey> keys) => new("opensubtitles", "en", CandidateBits.Of(keys));

    private static Candidate Machine(params ReadOnlySpan<ScoringKey> keys) => new("opensubtitles", "en", CandidateBits.Of(keys).With(CandidateBits.MachineTranslatedBit, applies: true));

    private static PresentFile Present(Candidate candidate) => new(SubtitleOrigin.Downloaded, candidate, Old);

    private static UpgradeDecision Decide(Candidate present, Candidate offered, ScoringRules? rules = null) =>
        UpgradeRule.Decide(Present(present), new(offered, WasTaken: false), MediaType.Movie, rules ?? ScoringRules.Default);
}

internal static class CandidateFormats
{
    /// <summary>The same in a format; null for one that nobody knows.</summary>
    public static Candidate In(this Candidate candidate, string? format) => candidate with { Bits = candidate.Bits.InFormat(format) };
}
