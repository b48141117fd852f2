using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Languages;

public sealed class ProfileTermsTests
{
    private static readonly ProfileTerms Right = new("German, else English", [Want("de"), Want("en")]) { Cutoff = Cutoff.Any, MinimumPercent = 60, MustContain = ["/web-?dl/"] };

    [Fact]
    public void A_right_one_has_no_problem() => Right.Problems().ShouldBeEmpty();

    [Fact]
    public void What_is_wrong_is_named_with_its_field_and_what_helps()
    {
        ProblemOf(Right with { Name = " " }).ShouldBe(("Name", "Give it a name, such as \"German, else English\"."));
        ProblemOf(Right with { Name = new string('x', 101) }).ShouldBe(("Name", "The name is longer than 100 characters: shorten it."));
        ProblemOf(Right with { Wanted = [], Cutoff = null }).ShouldBe(("Languages", "Add at least one language."));
        ProblemOf(Right with { Wanted = [Want("de"), Want("de")] }).ShouldBe(("Languages", "German is there twice: remove one."));
        ProblemOf(Right with { Wanted = [Want("mul")] }).ShouldBe(("Languages", "\"mul\" is no language that can be looked for: choose another one."));
        ProblemOf(Right with { Wanted = [.. LanguageTable.All.Take(31).Select(language => new WantedLanguage(language.Code))] }).ShouldBe(("Languages", "At most 30 languages are possible: remove 1."));
        ProblemOf(Right with { Cutoff = new(LanguageCode.Find("fr")) }).ShouldBe(("Cutoff", "French is not among the languages: add it, or choose another one to stop at."));
        ProblemOf(Right with { MinimumPercent = 101 }).ShouldBe(("MinimumPercent", "The lowest score is 0 to 100 percent; leave it empty for none."));
        ProblemOf(Right with { MustContain = [.. Enumerable.Repeat("a", 51)] }).ShouldBe(("MustContain", "At most 50 entries are possible: a pattern can stand for several."));
        ProblemOf(Right with { MustNotContain = ["/(/"] }).Field.ShouldBe("MustNotContain");
    }

    [Theory]
    [InlineData("web", null)]
    [InlineData("/web-?dl/", null)]
    [InlineData(" ", "An entry is empty: write a word or remove it.")]
    [InlineData("/web", "\"/web\" begins like a pattern: end it with a slash, as in /web-?dl/, or leave out the first one.")]
    [InlineData("/", "\"/\" begins like a pattern: end it with a slash, as in /web-?dl/, or leave out the first one.")]
    [InlineData("/(?=web)/", "/(?=web)/ looks ahead, looks behind or refers back, which is not possible here: write two simpler entries.")]
    [InlineData(@"/(a)\1/", @"/(a)\1/ looks ahead, looks behind or refers back, which is not possible here: write two simpler entries.")]
    public void A_term_that_cannot_be_used_says_why(string text, string? problem) => ReleaseTerm.ProblemOf(text).ShouldBe(problem);

    [Fact]
    public void A_pattern_that_is_none_says_where() => ReleaseTerm.ProblemOf("/we(b/").ShouldBe("/we(b/ cannot be used. Invalid pattern 'we(b' at offset 4. Not enough )'s. Put a \\ before a character that stands for itself.");

    [Fact]
    public void A_long_term_is_too_long() => ReleaseTerm.ProblemOf(new string('a', 201))!.ShouldContain("longer than 200 characters");

    [Fact]
    public void A_pattern_that_elsewhere_takes_for_ever_answers_at_once() => new ReleaseTerm("/(a+)+$/").IsIn(new string('a', 50_000) + "!").ShouldBeFalse();

    [Theory]
    [InlineData("any", "any")]
    [InlineData("ger", "de")]
    [InlineData("nonsense", null)]
    public void A_cutoff_is_read_as_it_is_written(string text, string? read) => Cutoff.Read(text)?.Text.ShouldBe(read);

    [Fact]
    public void What_it_wants_is_said_in_plain_words()
    {
        Say(new("", [])).ShouldBe("Wants nothing yet: add a language.");
        Say(new("", [Want("en")])).ShouldBe("Wants English.");
        Say(new("", [Want("de") with { HearingImpaired = Wish.Exclude, Forced = ForcedWish.Also }, Want("en") with { IsRequired = false }]) { Cutoff = new(LanguageCode.Find("de")) }).ShouldBe(
            "Wants German, not for the hard of hearing, with a subtitle of its foreign parts if there is one, then English. English is nice to have. Once German is there, no other is looked for.");
        Say(new("", [Want("fr") with { Forced = ForcedWish.Only, IsRequired = false }]) { Cutoff = Cutoff.Any, MinimumPercent = 70, MustContain = ["web", "remux"], MustNotContain = ["hc"] }).ShouldBe(
            "Wants the foreign parts alone in French. None of it is required: nothing counts as missing. Once one of them is there, no other is looked for. "
            + "Takes nothing below 70 percent of the score. Takes only releases with web or remux in their names, and none with hc.");
        Say(new("", [Want("en")]) { MustNotContain = ["a", "b", "c"] }).ShouldBe("Wants English. Takes no release with a, b or c in its name.");
        Say(new("", [Want("en")]) { MustContain = ["a"] }).ShouldBe("Wants English. Takes only releases with a in their names.");
        Say(new("", [Want("en") with { HearingImpaired = Wish.Only }, Want("de") with { HearingImpaired = Wish.Prefer }])).ShouldBe("Wants English, only for the hard of hearing, then German, rather for the hard of hearing.");
    }

    [Theory]
    [InlineData("12", "anime", "films", 1)]
    [InlineData("99", "anime", "films", 2)]
    [InlineData("99", "other,ANIME,kids", "films", 2)]
    [InlineData("99", "kids,other", "films", 3)]
    [InlineData("99", "other", "Films", 4)]
    [InlineData(null, "", null, 5)]
    [InlineData("99", "", "elsewhere", 5)]
    public void The_narrower_assignment_holds(string? title, string tags, string? library, long profile)
    {
        ProfileAssignment[] assignments =
        [
            new(ProfileScope.Default, "", 5), new(ProfileScope.Library, "films", 4), new(ProfileScope.Tag, "kids", 3), new(ProfileScope.Tag, "anime", 2), new(ProfileScope.Title, "12", 1),
        ];

        new ProfileSubject { Title = title, Tags = tags.Split(',', StringSplitOptions.RemoveEmptyEntries), Library = library }.Choose(assignments).ProfileId.ShouldBe(profile);
    }

    private static string Say(ProfileTerms terms) => ProfileSentence.Of(terms);

    private static (string Field, string Message) ProblemOf(ProfileTerms terms) => terms.Problems().First() is var problem ? (problem.Field, problem.Message) : default;

    private static WantedLanguage Want(string code) => LanguageProfileTests.Want(code);
}
