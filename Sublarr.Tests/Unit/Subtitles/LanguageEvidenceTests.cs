using Sublarr.Domain.Languages;
using Sublarr.Domain.Subtitles.Languages;

namespace Sublarr.Tests.Unit.Subtitles;

public sealed class LanguageEvidenceTests
{
    public static TheoryData<string> Languages => new(Talk.Codes);

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_is_never_refused_as_what_it_is(string code) => LanguageEvidence.Of([Talk.In(code)]).SurelyNot(Talk.Code(code)).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_is_refused_as_every_language_that_is_not_close(string code)
    {
        var evidence = LanguageEvidence.Of([Talk.In(code)]);
        var own = Alphabet.Of(Talk.Code(code));

        var others = Talk.Codes.Where(other => other != code && !own.Any(alphabet => alphabet.IsCloseTo(Talk.Code(other)))).ToList();

        others.Count.ShouldBeGreaterThan(20);
        others.Where(other => evidence.SurelyNot(Talk.Code(other)) is null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("da", "nb")]
    [InlineData("nb", "da")]
    [InlineData("nb", "no")]
    [InlineData("nb", "nn")]
    [InlineData("hr", "sr")]
    [InlineData("hr", "sr-Latn")]
    [InlineData("hr", "bs")]
    [InlineData("hr", "sl")]
    [InlineData("pt", "pt-BR")]
    [InlineData("pt", "pt-PT")]
    [InlineData("cs", "sk")]
    [InlineData("sk", "cs")]
    [InlineData("id", "ms")]
    [InlineData("bg", "mk")]
    [InlineData("es", "es-419")]
    [InlineData("en", "en-GB")]
    [InlineData("zh-Hans", "zh")]
    [InlineData("zh-Hant", "zh")]
    public void A_close_language_is_not_refused(string code, string promised) => LanguageEvidence.Of([Talk.In(code)]).SurelyNot(Talk.Code(promised)).ShouldBeNull();

    [Theory]
    [InlineData("sr-Cyrl", "sr-Latn", "It is written in Cyrillic letters, and Serbian (Latin) is not.")]
    [InlineData("hr", "sr-Cyrl", "It is written in Latin letters, and Serbian (Cyrillic) is not.")]
    [InlineData("zh-Hans", "zh-Hant", "It is Chinese (simplified) and not Chinese (traditional).")]
    [InlineData("zh-Hant", "zh-Hans", "It is Chinese (traditional) and not Chinese (simplified).")]
    [InlineData("es", "pt-BR", "It is Spanish and not Portuguese (Brazil).")]
    [InlineData("ru", "uk", "It is Russian and not Ukrainian.")]
    [InlineData("ja", "zh-Hans", "It is written in Japanese letters, and Chinese (simplified) is not.")]
    public void What_is_surely_another_is_said(string code, string promised, string sentence) => LanguageEvidence.Of([Talk.In(code)]).SurelyNot(Talk.Code(promised)).ShouldBe(sentence);

    [Theory]
    [InlineData("Bob! Alice! Where?")]
    [InlineData("♪ ♪")]
    [InlineData("")]
    public void A_few_words_decide_nothing(string text) => LanguageEvidence.Of([text]).SurelyNot(Talk.Code("de")).ShouldBeNull();

    [Fact]
    public void A_subtitle_in_two_languages_is_of_both()
    {
        var both = LanguageEvidence.Of([Talk.In("en"), Talk.In("zh-Hans"), Talk.In("zh-Hans")]);

        (both.SurelyNot(Talk.Code("en")), both.SurelyNot(Talk.Code("zh-Hans"))).ShouldBe((null, null));
    }

    [Fact]
    public void Nobody_is_judged_by_a_language_without_an_alphabet_here() =>
        LanguageEvidence.Of([Talk.In("en")]).SurelyNot(LanguageTable.All.First(language => Alphabet.Of(language.Code).Count == 0 && !language.IsSpecial).Code).ShouldBeNull();
}
