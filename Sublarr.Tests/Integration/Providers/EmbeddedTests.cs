using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Providers.Embedded;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>Tracks of a video, with programs that stand for ffprobe and ffmpeg.</summary>
public sealed class EmbeddedTests : IDisposable
{
    private const string Streams = """
        {"format":{"format_name":"matroska,webm"},"streams":[
        {"index":0,"codec_type":"video","codec_name":"h264"},
        {"index":2,"codec_type":"subtitle","codec_name":"ass","tags":{"language":"eng","title":"Full"},"disposition":{"forced":0,"hearing_impaired":0}},
        {"index":3,"codec_type":"subtitle","codec_name":"subrip","tags":{"language":"eng"},"disposition":{"forced":1,"hearing_impaired":0}},
        {"index":4,"codec_type":"subtitle","codec_name":"hdmv_pgs_subtitle","tags":{"language":"eng"},"disposition":{}},
        {"index":5,"codec_type":"subtitle","codec_name":"subrip","disposition":{}},
        {"index":6,"codec_type":"subtitle","codec_name":"subrip","tags":{"language":"jpn"},"disposition":{}}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tracks_of_text_are_offered_and_pictures_are_not()
    {
        var found = await Provider(Program("ffprobe", $"cat <<'END'\n{Streams}\nEND"), "").SearchAsync(Query, new ProviderRow("embedded"), CancellationToken.None);

        found.Select(track => (track.Format, track.IsForced, track.FileName)).ShouldBe([("ass", false, "Show.S02E05.en.ass"), ("srt", true, "Show.S02E05.en.forced.srt")]);
        found.ShouldAllBe(track => track.ToCandidate(Query).Bits.Has(ScoringKey.Hash));
    }

    [Fact]
    public async Task A_track_is_taken_out_as_it_is()
    {
        var asked = _folder.File("asked");
        var provider = Provider(Program("ffprobe", $"cat <<'END'\n{Streams}\nEND"), Program("ffmpeg", $"echo \"$@\" > '{asked}'; printf '[Script Info]\\n'"));

        var fetched = await provider.DownloadAsync((await provider.SearchAsync(Query, new ProviderRow("embedded"), CancellationToken.None))[0], new ProviderRow("embedded"), CancellationToken.None);

        (fetched.Name, Encoding.UTF8.GetString(fetched.Content)).ShouldBe(("Show.S02E05.en.ass", "[Script Info]\n"));
        (await File.ReadAllTextAsync(asked)).Trim().ShouldBe("-nostdin -v error -protocol_whitelist file,pipe -i file:/tv/Show.S02E05.mkv -map 0:2 -ss 0 -c:s copy -f ass pipe:1");
    }

    [FactWith("ffmpeg")]
    public async Task Cues_of_a_video_that_was_cut_come_when_players_show_them()
    {
        await File.WriteAllTextAsync(_folder.File("in.srt"), "1\n00:00:05,000 --> 00:00:08,500\nAt the cut\n\n2\n00:00:12,000 --> 00:00:13,000\nAfter it\n\n3\n00:00:15,000 --> 00:00:16,000\nLater\n");
        await RealFfmpeg.RunAsync("-f", "lavfi", "-i", "color=size=64x48:rate=25:duration=20", "-i", _folder.File("in.srt"), "-c:v", "mpeg4", "-g", "50", "-c:s", "mov_text", _folder.File("whole.mp4"));
        await RealFfmpeg.RunAsync("-ss", "6.5", "-i", _folder.File("whole.mp4"), "-map", "0", "-c", "copy", _folder.File("cut.mp4"));

        var track = new FoundSubtitle("embedded", $"1:mov_text:{_folder.File("cut.mp4")}", ProviderLab.English);
        var fetched = await Provider("", "ffmpeg").DownloadAsync(track, new ProviderRow("embedded"), CancellationToken.None);

        Encoding.UTF8.GetString(fetched.Content).ShouldStartWith("1\n00:00:05,500 --> 00:00:06,500\nAfter it\n");
    }

    [Fact]
    public async Task A_language_among_the_tags_is_read_in_any_case()
    {
        const string Tagged = """{"streams":[{"index":2,"codec_type":"subtitle","codec_name":"subrip","tags":{"BPS":"1","LANGUAGE":"eng","TITLE":"British"}}]}""";

        var (probe, _) = await new Ffprobe(new SublarrOptions { FfprobePath = Program("ffprobe", $"cat <<'END'\n{Tagged}\nEND") }, TimeProvider.System).ReadAsync("/x", CancellationToken.None);

        probe!.Streams.Select(stream => (stream.Language?.Text, stream.LanguageTag, stream.Title)).ShouldBe([("en-GB", "eng", "British")]);
    }

    [Theory]
    [InlineData("echo 'Invalid data found' >&2; exit 1", "Invalid data found")]
    [InlineData("exit 0", "it is empty")]
    public async Task What_cannot_be_taken_out_is_not_there(string program, string expected)
    {
        var track = new FoundSubtitle("embedded", "2:ass:/tv/Show.S02E05.mkv", ProviderLab.English);

        var problem = await Should.ThrowAsync<ProviderException>(() => Provider("", Program("ffmpeg", program)).DownloadAsync(track, new ProviderRow("embedded"), CancellationToken.None));

        problem.Failure.Reason.ShouldBe(ProviderFailureReason.NotThere);
        problem.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task A_program_that_prints_without_end_is_stopped()
    {
        var track = new FoundSubtitle("embedded", "2:ass:/x", ProviderLab.English);

        var problem = await Should.ThrowAsync<ProviderException>(() => Provider("", Program("ffmpeg", "exec cat /dev/zero")).DownloadAsync(track, new ProviderRow("embedded"), CancellationToken.None));

        problem.Message.ShouldContain("that is no subtitle");
    }

    [Fact]
    public async Task Without_ffmpeg_a_test_says_what_to_install()
    {
        await foreach (var step in Provider("", _folder.File("none")).TestAsync(new ProviderRow("embedded"), CancellationToken.None))
        {
            step.Ok.ShouldBeFalse();
            step.Message.ShouldContain("install ffmpeg");
        }
    }

    private static ProviderQuery Query { get; } = ProviderLab.Episode with { Path = "/tv/Show.S02E05.mkv" };

    private EmbeddedProvider Provider(string ffprobe, string ffmpeg)
    {
        var options = new SublarrOptions { FfprobePath = ffprobe, FfmpegPath = ffmpeg };
        var codec = new ChannelSettings(new SecretProtector(new EphemeralDataProtectionProvider()));
        return new EmbeddedProvider(new Ffprobe(options, TimeProvider.System), options, codec);
    }

    private string Program(string name, string text)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, $"#!/bin/sh\nPATH=/bin:/usr/bin\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
