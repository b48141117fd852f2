using CsCheck;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;

namespace Sublarr.Tests.Unit.Library;

public sealed class SidecarNameTests
{
    private const string Video = "The.Harbour.Line.S02E05.mkv";

    private static readonly Gen<PresentSubtitle> Subtitles = Gen.Select(
        Gen.Int[0, LanguageTable.All.Count - 1].Select(place => LanguageTable.All[place]), Gen.Bool, Gen.Bool, (language, isForced, isHearingImpaired) => new PresentSubtitle(language.Code, isForced, isHearingImpaired));

    [Theory]
    [InlineData("en", false, false, HearingImpairedMark.Sdh, ".en.srt")]
    [InlineData("en", true, false, HearingImpairedMark.Sdh, ".en.forced.srt")]
    [InlineData("en", false, true, HearingImpairedMark.Sdh, ".en.sdh.srt")]
    [InlineData("en", true, true, HearingImpairedMark.Cc, ".en.forced.cc.srt")]
    [InlineData("en", false, true, HearingImpairedMark.Hi, ".en.hi.srt")]
    [InlineData("hi", false, true, HearingImpairedMark.Hi, ".hi.hi.srt")]
    [InlineData("und", false, true, HearingImpairedMark.Hi, ".sdh.srt")]
    [InlineData("und", false, false, HearingImpairedMark.Hi, ".srt")]
    [InlineData("pt-BR", false, false, HearingImpairedMark.Sdh, ".pt-BR.srt")]
    // ".sc." and ".kr." are Chinese and Korean to whoever reads names.
    [InlineData("sc", false, false, HearingImpairedMark.Sdh, ".srd.srt")]
    [InlineData("kr", false, false, HearingImpairedMark.Sdh, ".kau.srt")]
    public void A_name_says_language_and_kind(string code, bool isForced, bool isHearingImpaired, HearingImpairedMark mark, string suffix) =>
        SidecarName.Of(Video, new(LanguageCode.Find(code)!.Value, isForced, isHearingImpaired), ".srt", new SidecarStyle { Mark = mark })
            .ShouldBe("The.Harbour.Line.S02E05" + suffix);

    [Theory]
    [InlineData("pt-BR", ".pob.srt")]
    [InlineData("zh-Hant", ".cht.srt")]
    [InlineData("en-GB", ".en.srt")]
    [InlineData("de", ".de.srt")]
    [InlineData("ast", ".ast.srt")]
    public void Players_that_read_short_codes_alone_get_one(string code, string suffix) =>
        SidecarName.Of(Video, new(LanguageCode.Find(code)!.Value), ".srt", new SidecarStyle { IsPlain = true }).ShouldBe("The.Harbour.Line.S02E05" + suffix);

    [Fact]
    public void What_is_written_is_read_as_the_same() => Gen.Select(Subtitles, Gen.Enum<HearingImpairedMark>()).Sample((subtitle, mark) =>
    {
        var name = SidecarName.Of(Video, subtitle, ".srt", new SidecarStyle { Mark = mark });

        var read = SidecarSubtitle.Of(name, Video).ShouldNotBeNull(name);

        new PresentSubtitle(read.Language ?? LanguageCode.Unknown, read.IsForced, read.IsHearingImpaired).ShouldBe(subtitle, name);
        read.Title.ShouldBeNull(name);
    });

    [Fact]
    public void A_short_code_is_read_as_the_language_or_as_what_it_is_a_kind_of() => Subtitles.Where(subtitle => subtitle.Language != LanguageCode.Unknown).Sample(subtitle =>
    {
        var name = SidecarName.Of(Video, subtitle, ".srt", new SidecarStyle { IsPlain = true });

        var read = SidecarSubtitle.Of(name, Video).ShouldNotBeNull(name).Language.ShouldNotBeNull(name);

        (read.Covers(subtitle.Language) || subtitle.Language.Covers(read)).ShouldBeTrue(name);
    });
}
