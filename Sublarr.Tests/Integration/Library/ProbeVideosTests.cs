using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>How videos are looked into that only a look through folders has found. The program stands in for ffprobe: what it prints is ffprobe's.</summary>
public sealed class ProbeVideosTests : IAsyncLifetime
{
    private const string Streams =
        """{"streams":[{"index":0,"codec_type":"video","codec_name":"hevc","width":1920,"height":1080},{"index":1,"codec_type":"subtitle","codec_name":"subrip","tags":{"language":"ger"},"disposition":{"forced":1}}],"format":{"format_name":"matroska,webm","duration":"60.0"}}""";

    private readonly TemporaryFolder _media = new();
    private readonly TemporaryFolder _programs = new();
    private Engine _engine = null!;

    // It writes down what it was asked for; of files of three bytes it can make nothing.
    public async Task InitializeAsync()
    {
        var asked = _programs.File("asked");
        var program = _programs.Program(
            $$"""
            for last; do :; done
            path="${last#file:}"
            echo "$path" >> '{{asked}}'
            if [ "$(/usr/bin/wc -c < "$path")" -eq 3 ]; then echo "Invalid data found" >&2; exit 1; fi
            echo '{{Streams}}'
            """);
        _engine = await Engine.StartAsync(set: options => options.FfprobePath = program);
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _media.Dispose();
        _programs.Dispose();
    }

    [Fact]
    public async Task After_a_scan_subtitles_inside_are_known_and_those_beside_stay()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv", "Foo (2020)/Foo (2020).en.srt");

        await ScanAsync();

        await using var context = await _engine.ContextAsync();
        var video = await context.Videos.SingleAsync();
        (video.Format, video.DurationMs, video.ProbeProblem).ShouldBe(("matroska,webm", 60_000L, null));
        (await context.Subtitles.OrderBy(subtitle => subtitle.Language).Select(subtitle => new { subtitle.Language, subtitle.IsForced, subtitle.Origin }).ToListAsync()).ShouldBe(
            [new { Language = (string?)"de", IsForced = true, Origin = SubtitleOrigin.Embedded }, new { Language = (string?)"en", IsForced = false, Origin = SubtitleOrigin.Found }]);
        (await context.VideoJobs.CountAsync(note => note.VideoId == video.Id)).ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_read_is_tried_again_when_it_has_changed_and_not_before()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv");
        var path = _media.File("Foo (2020)/Foo (2020).mkv");
        await File.WriteAllTextAsync(path, "bad");
        await ScanAsync();
        await ScanAsync();

        Asked().ShouldBe([path]);
        await using (var context = await _engine.ContextAsync())
        {
            (await context.Videos.SingleAsync()).ProbeProblem.ShouldBe("ffprobe cannot read it: Invalid data found. The streams inside are not known.");
        }

        await File.WriteAllTextAsync(path, "whole now");
        await ScanAsync();

        Asked().ShouldBe([path, path]);
        await using var after = await _engine.ContextAsync();
        (await after.Videos.Select(video => new { video.Format, video.ProbeProblem }).SingleAsync()).ShouldBe(new { Format = (string?)"matroska,webm", ProbeProblem = (string?)null });
    }

    [Fact]
    public async Task A_file_that_is_another_than_the_scan_saw_is_left_to_the_next_scan()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv", "Bar (2021)/Bar (2021).mkv");
        (await _engine.Get<LibraryScan>().RunAsync(new ScanTurn(_media.Path), CancellationToken.None)).ShouldNotBeNull();
        await File.WriteAllTextAsync(_media.File("Foo (2020)/Foo (2020).mkv"), "longer than it was");
        File.Delete(_media.File("Bar (2021)/Bar (2021).mkv"));

        var job = await _engine.EnqueueAsync(ProbeVideosHandler.NewJob(0) with { ParentId = null });
        await _engine.UntilAsync(job, JobState.Succeeded);

        Asked().ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_names_reach_the_program_whole()
    {
        string[] names = ["-i (2020).mkv", "$(touch x) (2021).mkv", "a'b\"c (2022).mkv"];
        _media.Put(names);

        await ScanAsync();

        Asked().Order(StringComparer.Ordinal).ShouldBe(names.Select(_media.File).Order(StringComparer.Ordinal));
    }

    private async Task ScanAsync()
    {
        await _engine.UntilAsync(await _engine.EnqueueAsync(LibraryScanOrder.Job(_media.Path, JobPriority.High)), JobState.Succeeded);
        await _engine.UntilIdleAsync();
    }

    private string[] Asked() => File.Exists(_programs.File("asked")) ? File.ReadAllLines(_programs.File("asked")) : [];
}
