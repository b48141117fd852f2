using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Languages;

public sealed class LanguageProfileTests
{
    [Fact]
    public void What_is_not_there_is_missing_in_the_order_of_the_profile() =>
        Missing(Profile(Want("de"), Want("en") with { IsRequired = false }, Want("fr")), Have("en")).ShouldBe(["de", "fr"]);

    [Fact]
    public void Nothing_is_missing_where_all_is_there() => Missing(Profile(Want("de"), Want("en")), Have("en"), Have("de")).ShouldBeEmpty();

    [Fact]
    public void One_that_is_nice_to_have_is_wanted_and_not_required()
    {
        var missing = Profile(Want("de"), Want("en") with { IsRequired = false }).Missing([]);

        missing.Select(each => each.IsRequired).ShouldBe([true, false]);
    }

    [Fact]
    public void A_kind_will_do_for_its_language_and_not_the_other_way_round()
    {
        Missing(Profile(Want("en")), Have("en-GB")).ShouldBeEmpty();
        Missing(Profile(Want("pt-BR")), Have("pt")).ShouldBe(["pt-BR"]);
    }

    [Fact]
    public void The_rest_is_not_wanted_once_the_cutoff_is_there() =>
        Missing(Profile(new Cutoff(LanguageCode.Find("de")), Want("fr"), Want("de"), Want("en")), Have("de")).ShouldBeEmpty();

    [Fact]
    public void Before_the_cutoff_is_there_all_is_wanted() =>
        Missing(Profile(new Cutoff(LanguageCode.Find("de")), Want("fr"), Want("de"), Want("en")), Have("en")).ShouldBe(["fr", "de"]);

    [Fact]
    public void Any_of_them_can_be_the_cutoff()
    {
        Missing(Profile(Cutoff.Any, Want("de"), Want("en")), Have("en")).ShouldBeEmpty();
        Missing(Profile(Cutoff.Any, Want("de"), Want("en")), Have("fr")).ShouldBe(["de", "en"]);
    }

    [Fact]
    public void Foreign_parts_alone_are_no_cutoff() => Missing(Profile(Cutoff.Any, Want("de"), Want("en")), Have("de", isForced: true)).ShouldBe(["de", "en"]);

    [Fact]
    public void At_the_cutoff_its_own_foreign_parts_are_still_welcome() =>
        Missing(Profile(Cutoff.Any, Want("de") with { Forced = ForcedWish.Also }, Want("en")), Have("de")).ShouldBe(["de forced"]);

    [Theory]
    [InlineData(ForcedWish.No, "", "de")]
    [InlineData(ForcedWish.No, "full", "")]
    [InlineData(ForcedWish.No, "forced", "de")]
    [InlineData(ForcedWish.Also, "", "de,de forced")]
    [InlineData(ForcedWish.Also, "full", "de forced")]
    [InlineData(ForcedWish.Also, "forced", "de")]
    [InlineData(ForcedWish.Also, "full,forced", "")]
    [InlineData(ForcedWish.Only, "", "de forced")]
    [InlineData(ForcedWish.Only, "full", "de forced")]
    [InlineData(ForcedWish.Only, "forced", "")]
    public void Foreign_parts_are_wanted_as_the_profile_says(ForcedWish wish, string present, string missing)
    {
        var there = present.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(kind => Have("de", isForced: kind == "forced"));

        string.Join(',', Missing(Profile(Want("de") with { Forced = wish }), [.. there])).ShouldBe(missing);
    }

    [Fact]
    public void Foreign_parts_beside_a_whole_subtitle_are_never_required() =>
        Profile(Want("de") with { Forced = ForcedWish.Also }).Missing([]).Select(each => (each.IsForced, each.IsRequired)).ShouldBe([(false, true), (true, false)]);

    [Theory]
    [InlineData(Wish.Include, true, true)]
    [InlineData(Wish.Include, false, true)]
    [InlineData(Wish.Prefer, true, true)]
    [InlineData(Wish.Prefer, false, true)]
    [InlineData(Wish.Exclude, true, false)]
    [InlineData(Wish.Exclude, false, true)]
    [InlineData(Wish.Only, true, true)]
    [InlineData(Wish.Only, false, false)]
    public void What_tells_what_is_heard_will_do_as_the_profile_says(Wish wish, bool isHearingImpaired, bool willDo)
    {
        var missing = Profile(Want("de") with { HearingImpaired = wish }).Missing([Have("de", isHearingImpaired: isHearingImpaired)]);

        missing.Select(each => each.HearingImpaired).ShouldBe(willDo ? [] : [wish]);
    }

    [Fact]
    public void Foreign_parts_are_asked_for_whatever_is_wished_for_the_hard_of_hearing() =>
        Profile(Want("de") with { Forced = ForcedWish.Only, HearingImpaired = Wish.Only }).Missing([]).ShouldHaveSingleItem().HearingImpaired.ShouldBe(Wish.Include);

    [Theory]
    [InlineData("Show.S01E02.1080p.WEB-DL.x264-GROUP", null)]
    [InlineData("Show.S01E02.1080p.WEBDL.x264-GROUP", null)]
    [InlineData("Show.S01E02.Remux-GROUP", null)]
    [InlineData("Show.S01E02.HDTV.x264-GROUP", "The profile \"P\" takes only what has /web-?dl/ or remux in its name.")]
    [InlineData("Show.S01E02.WEB-DL.HC-GROUP", "The profile \"P\" takes nothing with .hc- in its name.")]
    public void A_release_is_taken_by_the_words_in_its_name(string release, string? refusal)
    {
        var profile = new LanguageProfile(Terms(Want("de")) with { MustContain = ["/web-?dl/", "remux"], MustNotContain = [".hc-"] });

        profile.RefusalOf(release).ShouldBe(refusal);
    }

    [Fact]
    public void A_change_counts_and_takes_the_words_anew()
    {
        var profile = new LanguageProfile(Terms(Want("de")) with { MustContain = ["web"] });
        profile.RefusalOf("remux").ShouldNotBeNull();

        profile.Edit(profile.Terms with { MustContain = [], Name = " Other " });

        (profile.RefusalOf("remux"), profile.Name, profile.Version).ShouldBe((null, "Other", 2L));
    }

    [Fact]
    public void A_wrong_one_cannot_be_made() => Should.Throw<ArgumentException>(() => new LanguageProfile(Terms())).Message.ShouldContain("Add at least one language");

    internal static WantedLanguage Want(string code) => new(LanguageCode.Find(code)!.Value);

    private static PresentSubtitle Have(string code, bool isForced = false, bool isHearingImpaired = false) => new(LanguageCode.Find(code)!.Value, isForced, isHearingImpaired);

    private static ProfileTerms Terms(params WantedLanguage[] wanted) => new("P", wanted);

    private static LanguageProfile Profile(params WantedLanguage[] wanted) => new(Terms(wanted));

    private static LanguageProfile Profile(Cutoff cutoff, params WantedLanguage[] wanted) => new(Terms(wanted) with { Cutoff = cutoff });

    private static IEnumerable<string> Missing(LanguageProfile profile, params PresentSubtitle[] present) =>
        profile.Missing(present).Select(each => each.IsForced ? $"{each.Language} forced" : each.Language.Text);
}
