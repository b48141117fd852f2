using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Charsets;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Subtitles;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Unit.Subtitles;

namespace Sublarr.Tests.Integration.Subtitles;

/// <summary>From bytes to a file beside a real video, and what the library knows of it then.</summary>
public sealed class SubtitlePlacementTests : IAsyncLifetime
{
    private const string Episode = "Harbour Line (2019)/Season 02/Harbour Line - S02E03.mkv";

    private readonly TemporaryFolder _media = new();
    private Engine _engine = null!;

    private static SubtitleExpectation English => new(Talk.Code("en"));

    public async Task InitializeAsync()
    {
        _engine = await Engine.StartAsync();
        await AddAsync(Episode);
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _media.Dispose();
    }

    [Fact]
    public async Task A_season_in_an_archive_in_an_old_code_page_becomes_UTF8_beside_its_episode()
    {
        var polish = CodePages.Find("windows-1250")!.GetBytes(Talk.SubRip("pl").Replace("\n", "\r\n"));
        var pack = Packs.Zip(("Harbour.Line.S02E02.pl.srt", Encoding.UTF8.GetBytes(Talk.SubRip("cs"))), ("Harbour.Line.S02E03.pl.srt", polish));

        var placed = await PlacedAsync(new(Talk.Code("pl")), "season.zip", pack);

        (placed.Path, placed.Format, placed.Charset, placed.IsUncertain, placed.Subtitle).ShouldBe(
            (Beside("pl.srt"), "SubRip", "windows-1250", false, new PresentSubtitle(Talk.Code("pl"))));
        placed.Findings.Select(finding => finding.Subject).Take(2).ShouldBe(["Archive", "Charset"]);
        (await File.ReadAllTextAsync(Beside("pl.srt"))).ShouldBe(Talk.SubRip("pl"));
        File.GetUnixFileMode(Beside("pl.srt")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        (await KnownAsync()).ShouldBe(["Harbour Line - S02E03.pl.srt downloaded"]);
        FilesBeside().ShouldBe([Path.GetFileName(Episode), "Harbour Line - S02E03.pl.srt"]);
    }

    [Fact]
    public async Task The_library_remembers_where_it_came_from_after_a_look_through_the_folder()
    {
        await PlacedAsync(English);

        await ScanAsync();

        (await KnownAsync()).ShouldBe(["Harbour Line - S02E03.en.srt downloaded"]);
    }

    [Fact]
    public async Task Sublarrs_own_is_replaced_and_kept_in_the_trash_until_it_is_put_back()
    {
        await PlacedAsync(English, text: Talk.SubRip(cues: 500));
        File.SetUnixFileMode(Beside("en.srt"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var better = await PlacedAsync(English, text: Talk.SubRip(cues: 600));

        var trashed = Trash.List().Single();
        better.Trashed.ShouldBe([trashed.Id]);
        (trashed.Path, trashed.Reason).ShouldBe((Beside("en.srt"), "Harbour Line - S02E03.en.srt took its place."));
        (await File.ReadAllTextAsync(Beside("en.srt"))).ShouldBe(Talk.SubRip(cues: 600));
        File.GetUnixFileMode(Beside("en.srt")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await Placement.RestoreAsync(trashed.Id, CancellationToken.None)).ShouldBeOfType<PlacementResult.Placed>();

        (await File.ReadAllTextAsync(Beside("en.srt"))).ShouldBe(Talk.SubRip(cues: 500));
        Encoding.UTF8.GetString(Trash.Content(Trash.List().Single())).ShouldBe(Talk.SubRip(cues: 600));
        // A person wanted this one: from now on nothing takes its place.
        (await KnownAsync()).ShouldBe(["Harbour Line - S02E03.en.srt found"]);
        (await RefusedAsync(English, text: Talk.SubRip(cues: 580))).Kind.ShouldBe(PlacementRefusal.Taken);
    }

    [Fact]
    public async Task Another_format_of_the_same_takes_its_place_too()
    {
        await PlacedAsync(English);

        var placed = await PlacedAsync(English, text: "WEBVTT\n\n" + Talk.SubRip().Replace(",", "."));

        placed.Trashed.Count.ShouldBe(1);
        FilesBeside().ShouldBe([Path.GetFileName(Episode), "Harbour Line - S02E03.en.vtt"]);
        (await KnownAsync()).ShouldBe(["Harbour Line - S02E03.en.vtt downloaded"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_person_put_there_is_never_overwritten(bool isKnown)
    {
        await File.WriteAllTextAsync(Beside("en.srt"), "mine");
        if (isKnown)
        {
            await ScanAsync();
        }

        var refused = await RefusedAsync(English);

        (refused.Kind, refused.Reason).ShouldBe((PlacementRefusal.Taken,
            "Harbour Line - S02E03.en.srt is there and does not come from Sublarr, so it is never overwritten; and players could not tell a second one from it. Rename or remove it to get this subtitle."));
        (await File.ReadAllTextAsync(Beside("en.srt"))).ShouldBe("mine");
        FilesBeside().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_very_same_bytes_are_no_ones_but_a_try_that_was_cut_short()
    {
        await File.WriteAllTextAsync(Beside("en.srt"), Talk.SubRip());

        await PlacedAsync(English);

        (await KnownAsync()).ShouldBe(["Harbour Line - S02E03.en.srt downloaded"]);
        Trash.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_in_its_place_leads_nowhere()
    {
        var elsewhere = _media.File("elsewhere.srt");
        await File.WriteAllTextAsync(elsewhere, "untouched");
        File.CreateSymbolicLink(Beside("en.srt"), elsewhere);

        (await RefusedAsync(English)).Reason.ShouldBe("Harbour Line - S02E03.en.srt is a link that somebody made; Sublarr does not touch it. Remove it to get this subtitle.");
        (await File.ReadAllTextAsync(elsewhere)).ShouldBe("untouched");
    }

    [Theory]
    [InlineData("/media/../etc/Movie.mkv")]
    [InlineData("Movie.mkv")]
    public async Task A_path_that_is_none_is_refused(string path) =>
        (await Placement.PlaceAsync(path, Download(Talk.SubRip()), English, CancellationToken.None)).ShouldBeOfType<PlacementResult.Refused>().Kind.ShouldBe(PlacementRefusal.NoVideo);

    [Fact]
    public async Task A_video_that_has_gone_is_said()
    {
        File.Delete(_media.File(Episode));

        (await RefusedAsync(English)).Reason.ShouldBe($"{_media.File(Episode)} is not there any more.");
        (await Placement.PlaceAsync(4711, Download(Talk.SubRip()), English, CancellationToken.None)).ShouldBeOfType<PlacementResult.Refused>().Kind.ShouldBe(PlacementRefusal.NoVideo);
    }

    [Fact]
    public async Task What_is_unfit_leaves_no_trace()
    {
        var refused = await RefusedAsync(English, text: "<html><head><title>Sign in</title></head></html>");

        (refused.Kind, refused.Reason).ShouldBe((PlacementRefusal.Unfit, "It is a web page (\"Sign in\") and no subtitle."));
        (await RefusedAsync(English, text: Talk.SubRip("de"))).Reason.ShouldBe("It is German and not English.");
        FilesBeside().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_would_be_too_long_is_said()
    {
        var name = new string('x', 248) + ".mkv";
        await File.WriteAllTextAsync(_media.File(name), "");

        var refused = (await Placement.PlaceAsync(_media.File(name), Download(Talk.SubRip()), English with { IsForced = true }, CancellationToken.None)).ShouldBeOfType<PlacementResult.Refused>();

        refused.Reason.ShouldStartWith("It has 600 cues");
        (await Placement.PlaceAsync(_media.File(name), Download(Talk.SubRip(cues: 20)), English with { IsForced = true }, CancellationToken.None))
            .ShouldBeOfType<PlacementResult.Refused>().Reason.ShouldStartWith("The name of the video is too long for a subtitle beside it");
    }

    [Fact]
    public async Task Many_at_once_for_one_name_leave_one_whole_file_and_the_others_in_the_trash()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => PlaceAsync(English, "a.srt", Encoding.UTF8.GetBytes(Talk.SubRip(cues: 500 + number)))));

        results.ShouldAllBe(result => result is PlacementResult.Placed);
        Trash.List().Count.ShouldBe(7);
        Enumerable.Range(0, 8).Select(number => Talk.SubRip(cues: 500 + number)).ShouldContain(await File.ReadAllTextAsync(Beside("en.srt")));
        FilesBeside().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Names_and_modes_are_as_people_set_them()
    {
        await using (var context = await _engine.ContextAsync())
        {
            var settings = new PlacingSettings();
            settings.Write(HearingImpairedMark.Cc, isPlain: true);
            settings.Allow((int)(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
            context.PlacingSettings.Add(settings);
            await context.SaveChangesAsync();
        }

        var placed = await PlacedAsync(new(Talk.Code("pt-BR")), text: Talk.SubRip("pt", also: "[porta bate]"));

        placed.Path.ShouldBe(Beside("pob.cc.srt"));
        File.GetUnixFileMode(placed.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
    }

    [Fact]
    public async Task A_share_that_renames_over_nothing_takes_it_in_two_steps()
    {
        await using var engine = await Engine.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<SidecarWriter, StubbornShare>()));
        await engine.Get<LibraryScan>().RunAsync(new ScanTurn(_media.Path), CancellationToken.None);
        var placement = engine.Get<SubtitlePlacement>();
        await placement.PlaceAsync(_media.File(Episode), Download(Talk.SubRip(cues: 500)), English, CancellationToken.None);

        var result = await placement.PlaceAsync(_media.File(Episode), Download(Talk.SubRip(cues: 600)), English, CancellationToken.None);

        result.ShouldBeOfType<PlacementResult.Placed>().Trashed.Count.ShouldBe(1);
        (await File.ReadAllTextAsync(Beside("en.srt"))).ShouldBe(Talk.SubRip(cues: 600));
        FilesBeside().Count.ShouldBe(2);
    }

    [FactWithMounts]
    public async Task A_full_disk_and_one_that_is_read_only_are_said_and_left_as_they_were()
    {
        var folder = _media.File("small");
        Directory.CreateDirectory(folder);
        using var disk = new SmallDisk(folder);
        var video = Path.Combine(folder, "Movie.mkv");
        await File.WriteAllTextAsync(video, "");
        disk.Fill();

        var full = await Placement.PlaceAsync(video, Download(Talk.SubRip()), English, CancellationToken.None);

        full.ShouldBeOfType<PlacementResult.Refused>().ShouldSatisfyAllConditions(
            refused => refused.Kind.ShouldBe(PlacementRefusal.Disk), refused => refused.Reason.ShouldBe($"There is no room for it in {folder}. Free some space."));
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order().ShouldBe(["Movie.mkv", "filler"], ignoreOrder: true);
        disk.MakeRoom();
        SmallDisk.Run("mount", "-o", "remount,ro", folder).ShouldBe(0);

        var readOnly = await Placement.PlaceAsync(video, Download(Talk.SubRip()), English, CancellationToken.None);

        readOnly.ShouldBeOfType<PlacementResult.Refused>().Reason.ShouldBe($"{folder} is mounted read-only. Mount it writable.");
    }

    [Fact]
    public async Task What_a_killed_process_left_behind_is_removed_an_hour_later()
    {
        var left = Path.Combine(Path.GetDirectoryName(_media.File(Episode))!, ".sublarr-0123.tmp");
        await File.WriteAllTextAsync(left, "half");
        var young = left.Replace("0123", "4567");
        await File.WriteAllTextAsync(young, "being written");
        File.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));

        await PlacedAsync(English);

        (File.Exists(left), File.Exists(young)).ShouldBe((false, true));
    }

    private SubtitlePlacement Placement => _engine.Get<SubtitlePlacement>();

    private SubtitleTrash Trash => _engine.Get<SubtitleTrash>();

    private static DownloadedBytes Download(string text) => new("download.srt", Encoding.UTF8.GetBytes(text));

    private string Beside(string suffix) => Path.ChangeExtension(_media.File(Episode), null) + "." + suffix;

    private List<string> FilesBeside() => [.. Directory.EnumerateFiles(Path.GetDirectoryName(_media.File(Episode))!).Select(path => Path.GetFileName(path)).OrderByDescending(name => name.EndsWith(".mkv", StringComparison.Ordinal))];

    private async Task<PlacementResult.Placed> PlacedAsync(SubtitleExpectation expectation, string name = "download.srt", byte[]? bytes = null, string? text = null)
    {
        var result = await PlaceAsync(expectation, name, bytes ?? Encoding.UTF8.GetBytes(text ?? Talk.SubRip()));
        return result.ShouldBeOfType<PlacementResult.Placed>(result is PlacementResult.Refused refused ? refused.Reason : "");
    }

    private async Task<PlacementResult.Refused> RefusedAsync(SubtitleExpectation expectation, string? text = null) =>
        (await PlaceAsync(expectation, "download.srt", Encoding.UTF8.GetBytes(text ?? Talk.SubRip()))).ShouldBeOfType<PlacementResult.Refused>();

    private async Task<PlacementResult> PlaceAsync(SubtitleExpectation expectation, string name, byte[] bytes)
    {
        await using var context = await _engine.ContextAsync();
        var video = await context.Videos.SingleAsync(row => row.Path == _media.File(Episode));
        return await Placement.PlaceAsync(video.Id, new DownloadedBytes(name, bytes), expectation, CancellationToken.None);
    }

    private async Task<List<string>> KnownAsync()
    {
        await using var context = await _engine.ContextAsync();
        return [.. (await context.Subtitles.OrderBy(row => row.Name).ToListAsync()).Select(row => $"{row.Name} {row.Origin.ToString().ToLowerInvariant()}")];
    }

    private async Task AddAsync(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_media.File(name))!);
        await File.WriteAllTextAsync(_media.File(name), "");
        await ScanAsync();
    }

    private Task ScanAsync() => _engine.Get<LibraryScan>().RunAsync(new ScanTurn(_media.Path), CancellationToken.None);

    /// <summary>As some shares of a NAS are.</summary>
    private sealed class StubbornShare(SubtitleTrash trash, TimeProvider time) : SidecarWriter(trash, time)
    {
        protected override void RenameOver(string from, string to) => throw new IOException("File exists");
    }
}
