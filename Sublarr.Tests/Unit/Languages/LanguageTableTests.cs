using CsCheck;
using Sublarr.Domain.Languages;

namespace Sublarr.Tests.Unit.Languages;

public sealed class LanguageTableTests
{
    // ISO 639-1, all of it.
    private const string TwoLetters =
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz "
        + "ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os "
        + "pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

    private static readonly Gen<Language> Known = Gen.Int[0, LanguageTable.All.Count - 1].Select(place => LanguageTable.All[place]);
    private static readonly Gen<LanguageSystem> Systems = Gen.Enum<LanguageSystem>();

    [Fact]
    public void All_of_ISO_639_1_is_known_by_its_own_code()
    {
        foreach (var code in TwoLetters.Split(' '))
        {
            LanguageCode.Find(code)?.Text.ShouldBe(code);
        }
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("pt-PT")]
    [InlineData("pt-BR")]
    [InlineData("es-419")]
    [InlineData("es-MX")]
    [InlineData("sr-Latn")]
    [InlineData("sr-Cyrl")]
    [InlineData("fr-CA")]
    [InlineData("en-GB")]
    [InlineData("und")]
    [InlineData("mul")]
    [InlineData("zxx")]
    [InlineData("mis")]
    public void Kinds_and_what_is_no_language_are_known(string code) => LanguageCode.Find(code.ToUpperInvariant())!.Value.Text.ShouldBe(code);

    [Theory]
    [InlineData("alb", "sqi", "sq")]
    [InlineData("arm", "hye", "hy")]
    [InlineData("baq", "eus", "eu")]
    [InlineData("bur", "mya", "my")]
    [InlineData("chi", "zho", "zh")]
    [InlineData("cze", "ces", "cs")]
    [InlineData("dut", "nld", "nl")]
    [InlineData("fre", "fra", "fr")]
    [InlineData("geo", "kat", "ka")]
    [InlineData("ger", "deu", "de")]
    [InlineData("gre", "ell", "el")]
    [InlineData("ice", "isl", "is")]
    [InlineData("mac", "mkd", "mk")]
    [InlineData("mao", "mri", "mi")]
    [InlineData("may", "msa", "ms")]
    [InlineData("per", "fas", "fa")]
    [InlineData("rum", "ron", "ro")]
    [InlineData("slo", "slk", "sk")]
    [InlineData("tib", "bod", "bo")]
    [InlineData("wel", "cym", "cy")]
    public void Both_codes_of_three_letters_are_one_language(string bibliographic, string terminologic, string code)
    {
        var language = LanguageCode.Find(code)!.Value.Language;

        (language.Bibliographic, language.Terminologic).ShouldBe((bibliographic, terminologic));
        LanguageCode.Find(bibliographic).ShouldBe(language.Code);
        LanguageCode.Find(terminologic).ShouldBe(language.Code);
    }

    [Fact]
    public void Every_code_and_name_of_a_language_leads_back_to_it() => Known.Sample(language =>
    {
        foreach (var code in new[] { language.Code.Text, language.TwoLetters, language.Bibliographic, language.Terminologic }.OfType<string>())
        {
            LanguageCode.Find(code).ShouldBe(language.Code, code);
            LanguageCode.Find(code.ToUpperInvariant()).ShouldBe(language.Code, code);
        }

        foreach (var word in language.FileNames)
        {
            LanguageTable.FindInFileName(word).ShouldBe(language, word);
        }

        LanguageTable.Find(language.Name)!.Name.ShouldBe(language.Name);
    });

    [Fact]
    public void What_somebody_else_calls_a_language_comes_back_as_that_or_as_one_they_call_the_same() => Gen.Select(Known, Systems).Sample((language, system) =>
    {
        if (language.CodeFor(system) is { } code)
        {
            var back = LanguageTable.Find(system, code).ShouldNotBeNull($"{system} {code}");
            back.CodeFor(system).ShouldBe(code);
        }
    });

    [Fact]
    public void The_file_says_nothing_twice_and_names_only_what_is_in_it()
    {
        LanguageTable.All.GroupBy(language => language.Code).Where(same => same.Count() > 1).ShouldBeEmpty();
        LanguageTable.All.SelectMany(language => language.FileNames).GroupBy(word => word.ToUpperInvariant()).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
        foreach (var language in LanguageTable.All)
        {
            language.KindOf?.Language.ShouldNotBeNull();
            language.UsualKind?.Language.KindOf.ShouldBe(language.Code);
            language.CodeFor(LanguageSystem.Ffprobe)!.Length.ShouldBe(3);
            language.Plain.Length.ShouldBeInRange(2, 3);
        }
    }

    [Theory]
    [InlineData("en", "en", "EN", "en", "EN-US", "eng")]
    [InlineData("de", "de", "DE", "de", "DE", "ger")]
    [InlineData("pt-PT", "pt-PT", "PT", "pt", "PT-PT", "por")]
    [InlineData("pt-BR", "pt-BR", "BR_PT", "pt-BR", "PT-BR", "por")]
    [InlineData("zh-Hans", "zh-CN", "ZH", "zh-Hans", "ZH-HANS", "chi")]
    [InlineData("zh-Hant", "zh-TW", "ZH_BG", "zh-Hant", "ZH-HANT", "chi")]
    [InlineData("es-419", "ea", "ES", "es", "ES-419", "spa")]
    [InlineData("nb", "no", "NO", "nb", "NB", "nob")]
    [InlineData("tlh", null, null, null, null, "tlh")]
    public void Everybody_has_a_name_of_their_own(string code, string? openSubtitles, string? subDl, string? libreTranslate, string? deepL, string ffprobe)
    {
        var language = LanguageCode.Find(code)!.Value.Language;

        LanguageSystem[] systems = [LanguageSystem.OpenSubtitles, LanguageSystem.SubDl, LanguageSystem.LibreTranslate, LanguageSystem.DeepL, LanguageSystem.Ffprobe];
        systems.Select(language.CodeFor).ShouldBe([openSubtitles, subDl, libreTranslate, deepL, ffprobe]);
    }

    [Theory]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant")]
    [InlineData("pt_br", "pt-BR")]
    [InlineData("Portuguese (Brazil)", "pt-BR")]
    [InlineData("zh-Hant-HK", "zh-Hant")]
    [InlineData("sr-Latn-RS", "sr-Latn")]
    [InlineData("de-LU", "de")]
    [InlineData("Deutsch", "de")]
    [InlineData("iw", "he")]
    [InlineData("scc", "sr")]
    [InlineData("sc", "sc")]
    [InlineData("qaa", null)]
    [InlineData("xx-YY", null)]
    [InlineData("de-nonsense", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_tag_is_read_and_an_invented_one_is_not(string? tag, string? code) => LanguageCode.Find(tag)?.Text.ShouldBe(code);

    [Theory]
    // Who names files means Chinese and Korean by these; there is hardly a subtitle in Sardinian or Kanuri.
    [InlineData("sc", "zh-Hans")]
    [InlineData("gb", "zh-Hans")]
    [InlineData("tc", "zh-Hant")]
    [InlineData("big5", "zh-Hant")]
    [InlineData("kr", "ko")]
    [InlineData("ea", "es-MX")]
    [InlineData("spl", "es-MX")]
    [InlineData("pb", "pt-BR")]
    // These stay what ISO says: the country has another code.
    [InlineData("uk", "uk")]
    [InlineData("br", "br")]
    [InlineData("se", "se")]
    public void A_word_in_the_name_of_a_file_means_what_people_mean_by_it(string word, string code) => LanguageTable.FindInFileName(word)!.Code.Text.ShouldBe(code);

    [Theory]
    [InlineData("en", "en-GB", true)]
    [InlineData("en-GB", "en", false)]
    [InlineData("en-US", "en", true)]
    [InlineData("pt-PT", "pt", true)]
    [InlineData("pt-BR", "pt", false)]
    [InlineData("pt", "pt-BR", true)]
    [InlineData("pt-PT", "pt-BR", false)]
    [InlineData("zh-Hans", "zh", true)]
    [InlineData("zh-Hant", "zh", false)]
    [InlineData("no", "nb", true)]
    [InlineData("nb", "no", true)]
    [InlineData("nn", "no", false)]
    [InlineData("es", "es-MX", true)]
    [InlineData("es-419", "es-MX", true)]
    [InlineData("de", "und", false)]
    public void Who_wants_a_language_is_content_with_its_kinds(string wanted, string present, bool isContent) =>
        LanguageCode.Find(wanted)!.Value.Covers(LanguageCode.Find(present)!.Value).ShouldBe(isContent);

    [Theory]
    [InlineData("por", null, "pt")]
    [InlineData("por", "Brazilian Portuguese (SDH)", "pt-BR")]
    [InlineData("por", "Português (Brasil)", "pt-BR")]
    [InlineData("spa", "Latin American", "es-419")]
    [InlineData("spa", "Castilian", "es-ES")]
    [InlineData("chi", "Traditional", "zh-Hant")]
    [InlineData("zho", "简体", "zh-Hans")]
    [InlineData("fre", "Canadian", "fr-CA")]
    [InlineData("eng", "Brazilian cut", "en")]
    [InlineData("qaa", "Brazilian", null)]
    [InlineData(null, "Brazilian", null)]
    public void A_streams_title_tells_the_kind(string? tag, string? title, string? code) => LanguageTable.OfStream(tag, title)?.Code.Text.ShouldBe(code);

    [Theory]
    [InlineData("ger", "de")]
    [InlineData("DEU", "de")]
    [InlineData("deutsch", "de")]
    [InlineData("portug", "pt")]
    [InlineData("brazil", "pt-BR")]
    [InlineData("中文", "zh")]
    [InlineData("chs", "zh-Hans")]
    public void Whose_name_or_code_is_typed_comes_first(string text, string code) => LanguageTable.Search(text).First().Code.Text.ShouldBe(code);

    [Fact]
    public void Nothing_typed_finds_all_and_nonsense_nothing()
    {
        LanguageTable.Search(" ").Count().ShouldBe(LanguageTable.All.Count);
        LanguageTable.Search("qqqq").ShouldBeEmpty();
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_shown() =>
        Should.Throw<InvalidOperationException>(() => LanguageFile.Read(new StringReader("# why\nde | German"))).Message.ShouldContain("de | German");

    [Fact]
    public void What_was_never_set_is_unknown()
    {
        default(LanguageCode).ShouldBe(LanguageCode.Find("und")!.Value);
        default(LanguageCode).ToString().ShouldBe("und");
    }
}
