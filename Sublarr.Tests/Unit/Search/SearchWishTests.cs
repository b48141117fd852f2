using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Tests.Unit.Search;

public sealed class SearchWishTests
{
    private static readonly LanguageProfile Profile = new(new ProfileTerms("Both", [
        new WantedLanguage(Code("de")) { HearingImpaired = Wish.Exclude, Forced = ForcedWish.Also }, new WantedLanguage(Code("en")) { IsRequired = false, HearingImpaired = Wish.Only }])
    {
        Cutoff = new Cutoff(Code("de")),
    });

    [Fact]
    public void All_that_the_profile_wants_is_looked_for_whatever_is_there() =>
        Words(SearchWish.OfProfile).ShouldBe(["de whole Exclude required", "de forced Include", "en hearing_impaired Only"]);

    [Fact]
    public void A_language_that_is_named_is_wanted_as_the_profile_wants_it_and_another_as_it_comes() =>
        Words(new SearchWish([Code("en"), Code("fr"), Code("en")])).ShouldBe(["en hearing_impaired Only", "fr whole Include"]);

    [Fact]
    public void Who_says_forced_or_whole_gets_that_alone()
    {
        Words(new SearchWish(null, Forced: true)).ShouldBe(["de forced Include required", "en forced Include"]);
        Words(new SearchWish([Code("de")], Forced: false)).ShouldBe(["de whole Exclude required"]);
    }

    private static IEnumerable<string> Words(SearchWish wish) => wish.Wanted(Profile).Select(wanted =>
        $"{wanted.Language} {(wanted.IsForced ? "forced" : wanted.Variant == SubtitleVariant.HearingImpaired ? "hearing_impaired" : "whole")} {wanted.HearingImpaired}{(wanted.IsRequired ? " required" : "")}");

    private static LanguageCode Code(string text) => LanguageCode.Find(text)!.Value;
}
