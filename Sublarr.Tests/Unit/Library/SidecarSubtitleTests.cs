using Sublarr.Domain.Library;

namespace Sublarr.Tests.Unit.Library;

public sealed class SidecarSubtitleTests
{
    private const string Video = "Movie (2020) - 1080p.mkv";

    [Theory]
    [InlineData(".srt", null, false, false)]
    [InlineData(".en.srt", "en", false, false)]
    [InlineData(".EN.SRT", "en", false, false)]
    [InlineData(".eng.ass", "en", false, false)]
    [InlineData(".german.srt", "de", false, false)]
    [InlineData(".ger.srt", "de", false, false)]
    [InlineData(".deu.srt", "de", false, false)]
    [InlineData(".pt-BR.srt", "pt-BR", false, false)]
    [InlineData(".pt-br.srt", "pt-BR", false, false)]
    [InlineData(".pob.srt", "pt-BR", false, false)]
    [InlineData(".zh-Hans.srt", "zh-Hans", false, false)]
    [InlineData(".chs.srt", "zh-Hans", false, false)]
    [InlineData(".es-419.srt", "es-419", false, false)]
    [InlineData(".uk.srt", "uk", false, false)]
    [InlineData(".en.forced.srt", "en", true, false)]
    [InlineData(".forced.en.srt", "en", true, false)]
    [InlineData(".en.sdh.srt", "en", false, true)]
    [InlineData(".en.cc.srt", "en", false, true)]
    [InlineData(".en[cc].srt", "en", false, true)]
    [InlineData(".en.hi.srt", "en", false, true)]
    [InlineData(".hi.srt", "hi", false, false)]
    [InlineData(".de.default.srt", "de", false, false)]
    [InlineData(".Director's notes.srt", null, false, false)]
    public void A_name_tells_language_and_kind(string suffix, string? language, bool isForced, bool isHearingImpaired) =>
        SidecarSubtitle.Of("Movie (2020) - 1080p" + suffix, Video).ShouldBe(new SidecarSubtitle("Movie (2020) - 1080p" + suffix, language, isForced, isHearingImpaired));

    [Theory]
    [InlineData("Movie (2020) - 1080p 2.srt")]
    [InlineData("Movie (2020) - 1080pX.en.srt")]
    [InlineData("Movie (2020).en.srt")]
    [InlineData("Movie (2020) - 1080p.nfo")]
    [InlineData("Movie (2020) - 1080p.mkv")]
    [InlineData("srt")]
    public void A_file_of_another_name_or_kind_is_none(string name) => SidecarSubtitle.Of(name, Video).ShouldBeNull();
}
