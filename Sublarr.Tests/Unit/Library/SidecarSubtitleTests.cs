using System.Text.Json;
using Sublarr.Domain.Languages;
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
    [InlineData(".hi.forced.srt", "hi", true, false)]
    [InlineData(".hi.sdh.srt", "hi", false, true)]
    [InlineData(".it.srt", "it", false, false)]
    [InlineData(".no.forced.srt", "no", true, false)]
    [InlineData(".is.sdh.srt", "is", false, true)]
    [InlineData(".This.Is.It.srt", null, false, false)]
    [InlineData(".No.Regrets.srt", null, false, false)]
    [InlineData(".Commentary.it.srt", "it", false, false)]
    [InlineData(".English (SDH).srt", "en", false, true)]
    [InlineData(".English SDH.srt", "en", false, true)]
    [InlineData(".eng_forced.srt", "en", true, false)]
    [InlineData(".en-hi.srt", "en", false, true)]
    [InlineData(".Spanish (Latin America).srt", "es-419", false, false)]
    [InlineData(".sc.ass", "zh-Hans", false, false)]
    [InlineData(".简体.ass", "zh-Hans", false, false)]
    [InlineData(".qaa.srt", null, false, false)]
    public void A_name_tells_language_and_kind(string suffix, string? language, bool isForced, bool isHearingImpaired) =>
        TellsOf(SidecarSubtitle.Of("Movie (2020) - 1080p" + suffix, Video)!).ShouldBe((language, isForced, isHearingImpaired));

    [Fact]
    public void Every_name_that_is_seen_in_libraries_is_read_as_it_is_meant()
    {
        using var document = Sample("cases.json");
        var (video, cases) = (document.RootElement.GetProperty("video").GetString()!, document.RootElement.GetProperty("cases").EnumerateArray().ToList());
        cases.Count.ShouldBeGreaterThan(20);
        foreach (var each in cases)
        {
            var file = Path.GetFileNameWithoutExtension(video) + each.GetProperty("file").GetString();

            var read = SidecarSubtitle.Of(file, video).ShouldNotBeNull(file);

            TellsOf(read).ShouldBe((each.GetProperty("lang").GetString(), Is(each, "forced"), Is(each, "hi")), file);
            read.IsDefault.ShouldBe(Is(each, "default"), file);
        }
    }

    [Fact]
    public void A_name_is_read_as_Jellyfin_reads_it()
    {
        using var document = Sample("jellyfin_external_path_parser.json");
        var rows = document.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().ToList()).ToList();
        rows.Count.ShouldBeGreaterThan(10);
        foreach (var row in rows)
        {
            var tokens = row[0].GetString()!;

            var read = SidecarSubtitle.Of($"Movie (2020) - 1080p{tokens}.srt", Video).ShouldNotBeNull(tokens);

            read.Title.ShouldBe(row[1].GetString(), tokens);
            read.Language.ShouldBe(LanguageCode.Find(row[2].GetString()), tokens);
            (read.IsDefault, read.IsForced, read.IsHearingImpaired).ShouldBe((row[3].GetBoolean(), row[4].GetBoolean(), row[5].GetBoolean()), tokens);
        }
    }

    [Theory]
    [InlineData("Movie (2020) - 1080p 2.srt")]
    [InlineData("Movie (2020) - 1080pX.en.srt")]
    [InlineData("Movie (2020).en.srt")]
    [InlineData("Movie (2020) - 1080p.nfo")]
    [InlineData("Movie (2020) - 1080p.mkv")]
    [InlineData("srt")]
    public void A_file_of_another_name_or_kind_is_none(string name) => SidecarSubtitle.Of(name, Video).ShouldBeNull();

    private static (string? Language, bool IsForced, bool IsHearingImpaired) TellsOf(SidecarSubtitle sidecar) => (sidecar.Language?.Text, sidecar.IsForced, sidecar.IsHearingImpaired);

    private static JsonDocument Sample(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "naming", name)));

    private static bool Is(JsonElement each, string flag) => each.TryGetProperty(flag, out var value) && value.GetBoolean();
}
