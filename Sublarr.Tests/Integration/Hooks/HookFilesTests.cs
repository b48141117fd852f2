using System.Text;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Script.Files;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Scripts;

namespace Sublarr.Tests.Integration.Hooks;

[Collection(ScriptRuns.Name)]
public sealed class HookFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ScriptBench _bench = new();
    private readonly ManualClock _clock = new();
    private readonly HookFiles _files;

    public HookFilesTests() => _files = new(_bench.Options, new ScriptCheck(_bench.Options), new HookRevisions(_bench.Options), _clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_script_that_is_written_here_runs_at_once()
    {
        var saved = Save("copy.sh", "#!/bin/sh\r\necho first\r\necho second").Saved!;

        File.GetUnixFileMode(_bench.Hook("copy.sh")).ShouldBe(OwnerOnly);
        (await File.ReadAllBytesAsync(_bench.Hook("copy.sh"))).ShouldBe("#!/bin/sh\necho first\necho second\n"u8.ToArray());
        saved.Problem.ShouldBeNull();
        (await _bench.DeliverAsync("copy.sh")).Detail.Script!.Output.ShouldBe("first\nsecond\n");
    }

    [Fact]
    public void Storing_a_file_again_mends_what_kept_it_from_running()
    {
        File.WriteAllText(_bench.Hook("copy.sh"), "\uFEFF#!/bin/sh\r\necho hello\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        ScriptBench.Chmod(_bench.Hook("copy.sh"), 0b110_110_110);
        var broken = _files.Read("copy.sh")!;

        var mended = Save("copy.sh", broken.Text!, broken.Version).Saved!;

        broken.Problem.ShouldNotBeNull();
        mended.Problem.ShouldBeNull();
        File.GetUnixFileMode(_bench.Hook("copy.sh")).ShouldBe(OwnerOnly);
    }

    [Fact]
    public void What_is_deleted_stays_as_a_revision_and_what_was_changed_meanwhile_stays_whole()
    {
        var opened = Save("copy.sh", "#!/bin/sh\n").Saved!;
        var changed = Save("copy.sh", "#!/bin/sh\necho first\n", opened.Version).Saved!;

        _files.Delete("copy.sh", opened.Version).ShouldNotBeNull().ShouldContain("changed meanwhile");
        File.Exists(_bench.Hook("copy.sh")).ShouldBeTrue();
        _files.Delete("copy.sh", changed.Version).ShouldBeNull();

        File.Exists(_bench.Hook("copy.sh")).ShouldBeFalse();
        _files.ReadRevision("copy.sh", _files.Revisions("copy.sh")[0].Id).ShouldBe("#!/bin/sh\necho first\n");
        _files.Delete("copy.sh", changed.Version).ShouldBeNull("it is gone already");
    }

    [Fact]
    public void A_link_is_deleted_and_not_what_it_leads_to()
    {
        var target = Save("copy.sh", "#!/bin/sh\n").Saved!;
        File.CreateSymbolicLink(_bench.Hook("link.sh"), _bench.Hook("copy.sh"));

        _files.Delete("link.sh", target.Version).ShouldBeNull();

        File.Exists(_bench.Hook("copy.sh")).ShouldBeTrue();
        File.Exists(_bench.Hook("link.sh")).ShouldBeFalse();
    }

    [Fact]
    public void The_second_of_two_tabs_is_told_and_nothing_is_overwritten()
    {
        var opened = Save("copy.sh", "#!/bin/sh\n").Saved!;
        var first = Save("copy.sh", "#!/bin/sh\necho first\n", opened.Version);

        var second = Save("copy.sh", "#!/bin/sh\necho second\n", opened.Version);
        var forced = Save("copy.sh", "#!/bin/sh\necho second\n", second.Conflict!.Version);

        first.Saved.ShouldNotBeNull();
        second.Saved.ShouldBeNull();
        second.Conflict.Text.ShouldBe("#!/bin/sh\necho first\n");
        forced.Saved.ShouldNotBeNull();
        _files.Revisions("copy.sh").Select(revision => _files.ReadRevision("copy.sh", revision.Id)).ShouldContain("#!/bin/sh\necho first\n");
    }

    [Fact]
    public void A_new_file_does_not_take_the_place_of_one_that_is_there()
    {
        Save("copy.sh", "#!/bin/sh\necho mine\n");

        Save("copy.sh", "#!/bin/sh\necho yours\n", version: null).Conflict!.Text.ShouldBe("#!/bin/sh\necho mine\n");
    }

    [Fact]
    public void Every_text_is_kept_as_a_revision_with_who_and_when_even_what_was_changed_by_hand()
    {
        var version = Save("copy.sh", "#!/bin/sh\necho 1\n").Saved!.Version;
        _clock.Advance(TimeSpan.FromMinutes(1));
        version = Save("copy.sh", "#!/bin/sh\necho 2\n", version, "eve/../x").Saved!.Version;
        File.WriteAllText(_bench.Hook("copy.sh"), "#!/bin/sh\necho by hand\n");
        Save("copy.sh", "#!/bin/sh\necho 3\n", version).Conflict.ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Save("copy.sh", "#!/bin/sh\necho 3\n", _files.Read("copy.sh")!.Version);

        var revisions = _files.Revisions("copy.sh");
        revisions.Select(revision => _files.ReadRevision("copy.sh", revision.Id)).ShouldBe(
            ["#!/bin/sh\necho 3\n", "#!/bin/sh\necho by hand\n", "#!/bin/sh\necho 2\n", "#!/bin/sh\necho 1\n"]);
        revisions.Select(revision => revision.SavedBy).ShouldBe(["admin", null, "eve-..-x", "admin"]);
        revisions[^1].SavedAt.ShouldBe(_clock.GetUtcNow() - TimeSpan.FromMinutes(2));
        _files.ReadRevision("copy.sh", "../../copy.sh").ShouldBeNull();
        File.GetUnixFileMode(_bench.Hook(".revisions")).ShouldBe(OwnerOnly);
    }

    [Fact]
    public void The_number_of_revisions_is_bounded()
    {
        string? version = null;
        for (var number = 0; number < HookRevisions.Kept + 10; number++)
        {
            version = Save("copy.sh", $"#!/bin/sh\necho {number}\n", version).Saved!.Version;
        }

        var revisions = _files.Revisions("copy.sh");
        revisions.Count.ShouldBe(HookRevisions.Kept);
        _files.ReadRevision("copy.sh", revisions[0].Id).ShouldBe($"#!/bin/sh\necho {HookRevisions.Kept + 9}\n");
    }

    [Fact]
    public void Storing_the_same_text_twice_makes_one_revision()
    {
        var saved = Save("copy.sh", "#!/bin/sh\n").Saved!;

        Save("copy.sh", "#!/bin/sh\n", saved.Version).Saved!.Version.ShouldBe(saved.Version);

        _files.Revisions("copy.sh").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("../evil.sh")]
    [InlineData("/tmp/evil.sh")]
    [InlineData("sub/../../evil.sh")]
    [InlineData("a\0b")]
    [InlineData(".hidden.sh")]
    [InlineData(".revisions/copy.sh/20260101T000000.000Z")]
    [InlineData("missing/copy.sh")]
    [InlineData("two words.sh")]
    [InlineData("-rf")]
    [InlineData("")]
    [InlineData("nas")]
    [InlineData("out.sh")]
    [InlineData("dangling.sh")]
    [InlineData("elsewhere/evil.sh")]
    public void A_name_out_of_the_folder_or_of_no_file_is_refused_and_nothing_is_written(string path)
    {
        Directory.CreateDirectory(_bench.Hook("nas"));
        Directory.CreateDirectory(_bench.Outside("elsewhere"));
        File.WriteAllText(_bench.Outside("secret"), "untouched");
        File.CreateSymbolicLink(_bench.Hook("out.sh"), _bench.Outside("secret"));
        File.CreateSymbolicLink(_bench.Hook("dangling.sh"), _bench.Outside("not-yet"));
        Directory.CreateSymbolicLink(_bench.Hook("elsewhere"), _bench.Outside("elsewhere"));
        var before = Everything();

        _files.ProblemOfName(path).ShouldNotBeNull();
        Should.Throw<ArgumentException>(() => Save(path, "#!/bin/sh\n"));
        _files.Read(path).ShouldBeNull();
        _files.Revisions(path).ShouldBeEmpty();

        Everything().ShouldBe(before);
        File.ReadAllText(_bench.Outside("secret")).ShouldBe("untouched");
    }

    [Fact]
    public void A_script_in_a_folder_of_its_own_and_a_link_within_the_folder_can_be_written()
    {
        Directory.CreateDirectory(_bench.Hook("nas"));
        Save("nas/copy.sh", "#!/bin/sh\necho 1\n").Saved.ShouldNotBeNull();
        File.CreateSymbolicLink(_bench.Hook("alias.sh"), "nas/copy.sh");

        Save("alias.sh", "#!/bin/sh\necho 2\n", _files.Read("alias.sh")!.Version).Saved.ShouldNotBeNull();

        new FileInfo(_bench.Hook("alias.sh")).LinkTarget.ShouldBe("nas/copy.sh");
        _files.Read("nas/copy.sh")!.Text.ShouldBe("#!/bin/sh\necho 2\n");
        _files.List().Select(file => file.Path).ShouldBe(["alias.sh", "nas/copy.sh"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("#!/bin/sh\n\0")]
    public void A_text_that_is_no_script_is_refused(string text) => _files.ProblemOfText(text).ShouldNotBeNull();

    [Fact]
    public void What_is_too_long_or_no_text_is_shown_without_its_text()
    {
        File.WriteAllBytes(_bench.Hook("program"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0]);
        File.WriteAllText(_bench.Hook("long.sh"), "#!/bin/sh\n" + new string('#', HookFiles.TextLimit));

        _files.Read("program")!.Text.ShouldBeNull();
        _files.Read("long.sh")!.Text.ShouldBeNull();
        _files.ProblemOfText(new string('#', HookFiles.TextLimit + 1))!.ShouldContain("128 KiB");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_and_leaves_no_draft()
    {
        // Root may write anywhere: a folder in the place of the revisions is in its way too.
        File.WriteAllText(_bench.Hook("copy.sh"), "#!/bin/sh\n");
        File.WriteAllText(_bench.Hook(".revisions"), "in the way");

        var result = Save("copy.sh", "#!/bin/sh\necho new\n", _files.Read("copy.sh")!.Version);

        result.Problem!.ShouldStartWith("copy.sh could not be written: ");
        Directory.GetFiles(_bench.Options.HooksDirectory).Select(Path.GetFileName).Order().ShouldBe([".revisions", "copy.sh"]);
    }

    private HookSave Save(string path, string text, string? version = null, string by = "admin") => _files.Save(path, text, version, by);

    private List<string> Everything() =>
        [.. Directory.EnumerateFileSystemEntries(_bench.Options.ConfigDirectory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Order()];
}
