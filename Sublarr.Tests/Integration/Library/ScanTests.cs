using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What a scan finds, of real files.</summary>
public sealed class ScanTests : IAsyncLifetime
{
    private static readonly KnownTitle Film = new("radarr", "Radarr", 17, "Foo Film");

    private readonly TemporaryFolder _media = new();
    private readonly TemporaryFolder _elsewhere = new();
    private readonly Heard _heard = new();
    private Engine _engine = null!;

    public async Task InitializeAsync() => _engine = await Engine.StartAsync(services => services.AddSingleton<ILibraryWatch>(_heard));

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _media.Dispose();
        _elsewhere.Dispose();
    }

    [FactWith("ffmpeg")]
    public async Task A_video_is_found_with_its_streams_and_the_subtitles_beside_it()
    {
        var path = await MakeVideoAsync("Foo Film (2020).mkv");
        await File.WriteAllTextAsync(_media.File("Foo Film (2020).de.forced.srt"), "");
        await File.WriteAllTextAsync(_media.File("Foo Film (2020) 2.en.srt"), "");

        var job = await ScanAsync(path, JobState.Succeeded);

        var seen = _heard.Seen.ShouldHaveSingleItem();
        seen.Title.ShouldBe(Film);
        seen.Video.Size.ShouldBe(new FileInfo(path).Length);
        seen.Video.Probe!.Duration!.Value.ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.3));
        seen.Video.Probe.Streams.Select(stream => (stream.Kind, stream.Language?.Text, stream.LanguageTag)).ShouldBe([("video", null, null), ("audio", "de", "ger"), ("subtitle", "en", "eng")]);
        seen.Video.Probe.Streams[2].IsForced.ShouldBeTrue();
        seen.Sidecars.ShouldHaveSingleItem().ShouldBe(new SidecarSubtitle("Foo Film (2020).de.forced.srt", LanguageCode.Find("de"), IsForced: true, IsHearingImpaired: false));
        var detail = await DetailAsync(job);
        detail.Note!.ShouldContain("64 × 48");
        detail.Note!.ShouldContain("Subtitles inside: English (subrip, forced).");
        detail.Note!.ShouldContain("Beside it: German (Foo Film (2020).de.forced.srt, forced).");
        JsonElement.Parse(detail.Parts!.ShouldHaveSingleItem().Text).GetProperty("video").GetProperty("path").GetString().ShouldBe(path);
    }

    [Fact]
    public async Task A_link_counts_as_the_video_that_it_leads_to_and_as_none_where_that_is_gone()
    {
        var (video, link) = (_elsewhere.File("video.mkv"), _media.File("Foo Film (2020).mkv"));
        await File.WriteAllTextAsync(video, new string('x', 5000));
        File.SetLastWriteTimeUtc(video, new DateTime(2020, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        await File.WriteAllTextAsync(_media.File("Foo Film (2020).de.srt"), "");
        File.CreateSymbolicLink(link, video);
        var look = _engine.Get<VideoLook>();

        var found = (await look.AtAsync(link, CancellationToken.None))!;
        File.Delete(video);

        (found.Video.Path, found.Video.Size, found.Video.ChangedAt.Year).ShouldBe((link, 5000, 2020));
        found.Sidecars.ShouldHaveSingleItem().Name.ShouldBe("Foo Film (2020).de.srt");
        (await look.AtAsync(link, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_subtitle_belongs_to_the_video_with_the_longest_name_before_it_wherever_it_is_found()
    {
        _media.Put("Film.2020.mkv", "Film.2020.Directors.Cut.mkv", "Film.2020.en.srt", "Film.2020.Directors.Cut.en.srt", "film.2020.directors.cut.de.srt");

        var look = await _engine.Get<VideoLook>().AtAsync(_media.File("Film.2020.mkv"), CancellationToken.None);
        var longer = await _engine.Get<VideoLook>().AtAsync(_media.File("Film.2020.Directors.Cut.mkv"), CancellationToken.None);
        var walked = new FolderWalk(_media.Path).Next(10)!.ToDictionary(video => Path.GetFileName(video.Path), video => video.Sidecars);

        look!.Sidecars.Select(sidecar => sidecar.Name).ShouldBe(["Film.2020.en.srt"]);
        look.Sidecars.ShouldBe(walked["Film.2020.mkv"]);
        longer!.Sidecars.ShouldBe(walked["Film.2020.Directors.Cut.mkv"]);
    }

    [FactWith("ffmpeg")]
    public async Task A_hostile_name_is_a_name()
    {
        var path = await MakeVideoAsync("-i $(touch x) ; concat:a|b \"'\n%s.mkv");

        await ScanAsync(path, JobState.Succeeded);

        _heard.Seen.ShouldHaveSingleItem().Video.Probe.ShouldNotBeNull();
        Directory.GetFiles(_media.Path).ShouldBe([path]);
    }

    [FactWith("ffprobe")]
    public async Task A_file_that_is_no_video_is_known_by_its_name_alone()
    {
        var path = _media.File("Foo.mkv");
        await File.WriteAllTextAsync(path, "This is no video.");

        var job = await ScanAsync(path, JobState.Succeeded);

        _heard.Seen.ShouldHaveSingleItem().Video.Probe.ShouldBeNull();
        (await DetailAsync(job)).Note!.ShouldContain("ffprobe cannot read it");
    }

    [Fact]
    public async Task Without_ffprobe_it_is_said_that_the_name_is_all_there_is()
    {
        var path = _media.File("Foo.mkv");
        await File.WriteAllTextAsync(path, "");

        (await new Ffprobe(new SublarrOptions { FfprobePath = _media.File("none") }, TimeProvider.System).ReadAsync(path, CancellationToken.None))
            .Problem!.ShouldContain("Install ffmpeg, or set SUBLARR_FFPROBE");
        (await new Ffprobe(new SublarrOptions { FfprobePath = "" }, TimeProvider.System).ReadAsync(path, CancellationToken.None))
            .Problem!.ShouldContain("switched off");
    }

    [Fact]
    public async Task A_probe_that_never_ends_is_stopped()
    {
        var clock = new ManualClock();
        var pid = _media.File("pid");
        var reading = new Ffprobe(new SublarrOptions { FfprobePath = _media.Program($"echo $$ > '{pid}.new'; /bin/mv '{pid}.new' '{pid}'; exec /bin/sleep 600") }, clock).ReadAsync("/x", CancellationToken.None);
        await Eventually.TrueAsync(() => File.Exists(pid), "it did not start");

        clock.Advance(TimeSpan.FromMinutes(1));

        (await reading).Problem!.ShouldContain("was stopped");
        var process = $"/proc/{(await File.ReadAllTextAsync(pid)).Trim()}/cmdline";
        await Eventually.TrueAsync(() => !File.Exists(process) || File.ReadAllText(process).Length == 0, "it is still there");
    }

    [Fact]
    public async Task A_probe_that_prints_for_ever_is_stopped()
    {
        var (probe, problem) = await new Ffprobe(new SublarrOptions { FfprobePath = _media.Program("while :; do echo yes yes yes yes yes yes yes yes; done") }, TimeProvider.System)
            .ReadAsync("/x", CancellationToken.None);

        probe.ShouldBeNull();
        problem!.ShouldContain("printed more than");
    }

    [Fact]
    public async Task A_probe_is_not_told_what_is_in_the_environment()
    {
        var (_, problem) = await new Ffprobe(new SublarrOptions { FfprobePath = _media.Program("echo \"home=$HOME\" >&2; exit 1") }, TimeProvider.System).ReadAsync("/x", CancellationToken.None);

        problem.ShouldBe("ffprobe cannot read it: home=. The streams inside are not known.");
    }

    [Fact]
    public async Task A_file_that_is_not_there_yet_is_looked_for_again()
    {
        var job = await ScanAsync(_media.File("later.mkv"), JobState.Retrying);

        (await _engine.JobAsync(job)).LastError!.ShouldContain("is not there (yet)");
    }

    [Fact]
    public async Task A_file_that_is_still_being_copied_is_looked_at_again()
    {
        var path = _media.File("Foo.mkv");
        await File.WriteAllTextAsync(path, "half");

        var job = await ScanAsync(path, JobState.Retrying, size: 8);

        (await _engine.JobAsync(job)).LastError!.ShouldContain("still being copied");
        _heard.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_became_smaller_after_its_import_is_taken_as_it_is_once_it_stays_that_way()
    {
        var path = _media.File("Foo.mkv");
        await File.WriteAllTextAsync(path, "small");
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(services => { Engine.WithoutSchedules(services); services.AddSingleton<ILibraryWatch>(_heard); }, clock);
        var job = await engine.EnqueueAsync(new NewJob(JobKinds.ScanMovie, "Look", JobPriority.High) { Payload = LibraryOrder.Write(new ScanOrder(Film, 5501, null, [], path, 800, [])) });
        await engine.UntilAsync(job, JobState.Retrying);
        await File.WriteAllTextAsync(path, "larger");
        await AgainAsync(engine, clock, job, 2, JobState.Retrying);
        _heard.Seen.ShouldBeEmpty("it was still growing");

        await AgainAsync(engine, clock, job, 3, JobState.Succeeded);

        _heard.Seen.ShouldHaveSingleItem().Video.Size.ShouldBe(6);
    }

    [Fact]
    public async Task What_was_renamed_and_removed_is_passed_on()
    {
        await File.WriteAllTextAsync(_media.File("new.mkv"), "");
        var renaming = await QueueAsync(JobKinds.RenameFiles, new RenameOrder(Film, [new(_media.File("old.mkv"), _media.File("new.mkv"))]), JobState.Succeeded);
        await QueueAsync(JobKinds.RemoveFiles, new RemoveOrder(Film, [_media.File("gone.mkv")], "manual", IsWholeTitle: false, FilesStay: false), JobState.Succeeded);

        var renamed = _heard.Renamed.ShouldHaveSingleItem().Files.ShouldHaveSingleItem();
        (renamed.From, renamed.To, renamed.Video?.Path).ShouldBe((_media.File("old.mkv"), _media.File("new.mkv"), _media.File("new.mkv")));
        _heard.Removed.ShouldHaveSingleItem().Paths.ShouldBe([_media.File("gone.mkv")]);
        (await DetailAsync(renaming)).Note!.ShouldStartWith("1 file has a new name. ");
    }

    private static async Task AgainAsync(Engine engine, ManualClock clock, long job, int attempt, JobState state)
    {
        clock.Advance(TimeSpan.FromMinutes(20));
        await Eventually.TrueAsync(async () => (await engine.AttemptsAsync(job)).Count == attempt, () => $"there was no attempt {attempt}");
        await engine.UntilAsync(job, state);
    }

    private Task<long> ScanAsync(string path, JobState state, long? size = null) =>
        QueueAsync(JobKinds.ScanMovie, new ScanOrder(Film, 5501, null, [], path, size, []), state);

    private async Task<long> QueueAsync<T>(string kind, T order, JobState state)
    {
        var id = await _engine.EnqueueAsync(new NewJob(kind, "Look", JobPriority.High) { Payload = LibraryOrder.Write(order) });
        await _engine.UntilAsync(id, state);
        return id;
    }

    private async Task<AttemptDetail> DetailAsync(long job) => (await _engine.AttemptsAsync(job))[^1].ReadDetail()!;

    private async Task<string> MakeVideoAsync(string name)
    {
        using var subtitles = new TemporaryFolder();
        await File.WriteAllTextAsync(subtitles.File("in.srt"), "1\n00:00:00,000 --> 00:00:00,900\nHello\n");
        var path = _media.File(name);
        await RealFfmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "-f", "lavfi", "-i", "sine=duration=1", "-i", subtitles.File("in.srt"),
            "-map", "0", "-map", "1", "-map", "2", "-c:v", "mpeg4", "-c:a", "flac", "-c:s", "srt", "-metadata:s:a:0", "language=ger", "-metadata:s:s:0", "language=eng",
            "-disposition:s:0", "forced", $"file:{path}");
        return path;
    }

    private sealed class Heard : ILibraryWatch
    {
        public List<SeenFile> Seen { get; } = [];

        public List<RenamedFiles> Renamed { get; } = [];

        public List<RemovedFiles> Removed { get; } = [];

        public Task SeenAsync(SeenFile file, CancellationToken cancellationToken) => Add(Seen, file);

        public Task RenamedAsync(RenamedFiles files, CancellationToken cancellationToken) => Add(Renamed, files);

        public Task RemovedAsync(RemovedFiles files, CancellationToken cancellationToken) => Add(Removed, files);

        private static Task Add<T>(List<T> heard, T news)
        {
            heard.Add(news);
            return Task.CompletedTask;
        }
    }
}
