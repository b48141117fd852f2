using Sublarr.Domain.Releases;

namespace Sublarr.Tests.Unit.Releases;

/// <summary>What Sonarr and Radarr say counts more than the name.</summary>
public sealed class ReportedReleaseTests
{
    private static readonly ReleaseName Read = ReleaseName.Parse("Ashen.Harbor.S02E05.1080p.BluRay.Remux.DTS.x264-KORVAX");

    [Fact]
    public void Group_source_resolution_and_sound_are_theirs_and_the_rest_stays()
    {
        var name = Read.Overlay(new() { ReleaseGroup = "TIDE", Source = "webdl", Resolution = 2160, AudioCodec = "EAC3 Atmos" });

        (name.Group, name.Source, name.Remux, name.Resolution, name.AudioCodec, name.Atmos).ShouldBe(("TIDE", "web", false, "2160p", "eac3", true));
        (name.Title, name.VideoCodec).ShouldBe(("Ashen Harbor", "h264"));
        name.Season.ShouldBe(2);
    }

    [Fact]
    public void What_they_do_not_say_changes_nothing() =>
        Read.Overlay(new() { ReleaseGroup = " ", Source = "unknown", Resolution = 0, AudioCodec = "" }).ShouldBe(Read);

    [Theory]
    [InlineData("webRip", null, 1080, "web", false)]
    [InlineData("bluray", null, 1080, "bluray", false)]
    [InlineData("blurayRaw", null, 1080, "bluray", true)]
    [InlineData("bluray", "remux", 2160, "bluray", true)]
    [InlineData("television", null, 720, "hdtv", false)]
    [InlineData("televisionRaw", null, 1080, "hdtv", false)]
    [InlineData("television", null, 480, "tv", false)]
    [InlineData("tv", null, 1080, "hdtv", false)]
    [InlineData("dvd", "screener", 480, "screener", false)]
    [InlineData("dvd", null, 480, "dvd", false)]
    [InlineData("cam", null, 0, "cam", false)]
    [InlineData("telesync", null, 0, "telesync", false)]
    [InlineData("telecine", null, 0, "telecine", false)]
    [InlineData("workprint", null, 0, "workprint", false)]
    public void Their_words_are_told_in_ours(string said, string? modifier, int resolution, string source, bool isRemux)
    {
        var name = ReleaseName.Parse("Ashen.Harbor").Overlay(new() { Source = said, Modifier = modifier, Resolution = resolution });

        (name.Source, name.Remux).ShouldBe((source, isRemux));
    }

    // The whole vocabulary of mediaInfo.audioCodec, but for WMA, which no rule knows.
    [Theory]
    [InlineData("TrueHD Atmos", "truehd")]
    [InlineData("TrueHD", "truehd")]
    [InlineData("FLAC", "flac")]
    [InlineData("DTS-X", "dts-x")]
    [InlineData("DTS-HD MA", "dts-hd")]
    [InlineData("DTS-HD HRA", "dts-hd")]
    [InlineData("DTS-ES", "dts")]
    [InlineData("DTS Express", "dts")]
    [InlineData("DTS 96/24", "dts")]
    [InlineData("DTS", "dts")]
    [InlineData("EAC3 Atmos", "eac3")]
    [InlineData("EAC3", "eac3")]
    [InlineData("AC3", "ac3")]
    [InlineData("HE-AAC", "aac")]
    [InlineData("xHE-AAC", "aac")]
    [InlineData("AAC", "aac")]
    [InlineData("MP3", "mp3")]
    [InlineData("MP2", "mp2")]
    [InlineData("Opus", "opus")]
    [InlineData("PCM", "pcm")]
    [InlineData("Vorbis", "vorbis")]
    public void Every_codec_they_name_is_known(string said, string codec) => ReleaseName.Parse("Ashen.Harbor").Overlay(new() { AudioCodec = said }).AudioCodec.ShouldBe(codec);

    [Fact]
    public void Interlaced_stays_interlaced() =>
        ReleaseName.Parse("Ashen.Harbor.S01E06.1080i.HDTV.MPEG2-AIRQ").Overlay(new() { Resolution = 1080 }).Resolution.ShouldBe("1080i");
}
