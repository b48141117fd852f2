using System.Diagnostics;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class CheckTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_missing_script_is_named() =>
        await RefusedAsync("missing.sh", "hooks/missing.sh does not exist: put the script there, or correct the path.");

    [Fact]
    public async Task A_folder_is_no_script()
    {
        Directory.CreateDirectory(_bench.Hook("nas"));

        await RefusedAsync("nas", "hooks/nas is a folder: name the script in it.");
    }

    [Fact]
    public async Task A_missing_exec_bit_is_named_with_the_command_that_sets_it()
    {
        var script = _bench.Write("#!/bin/sh");
        ScriptBench.Chmod(_bench.Hook(script), 0b110_100_100);

        await RefusedAsync(script, "hooks/hook.sh is not executable: run \"chmod +x hooks/hook.sh\" in the config folder.");
    }

    [Fact]
    public async Task A_script_others_may_change_is_refused()
    {
        var script = _bench.Write("#!/bin/sh");
        ScriptBench.Chmod(_bench.Hook(script), 0b111_111_101);

        await RefusedAsync(script, "Other users may change hooks/hook.sh: run \"chmod go-w hooks/hook.sh\" in the config folder.");
    }

    [Fact]
    public async Task A_script_of_another_user_is_refused()
    {
        // Only root can give a file away.
        if (Posix.UserId != 0)
        {
            return;
        }

        var script = _bench.Write("#!/bin/sh");
        using (var chown = Process.Start("chown", ["4711", _bench.Hook(script)]))
        {
            await chown.WaitForExitAsync();
        }

        await RefusedAsync(script, "hooks/hook.sh belongs to another user (id 4711)");
    }

    [Fact]
    public async Task A_missing_first_line_is_named() =>
        await RefusedAsync(_bench.Write("echo hello"), "hooks/hook.sh does not say which program runs it: make \"#!/bin/sh\"");

    [Fact]
    public async Task Windows_line_ends_are_named()
    {
        File.WriteAllText(_bench.Hook("hook.sh"), "#!/bin/sh\r\necho hello\r\n");
        ScriptBench.Chmod(_bench.Hook("hook.sh"), 0b111_101_101);

        await RefusedAsync("hook.sh", "hooks/hook.sh has Windows line ends (CRLF)");
    }

    [Fact]
    public async Task A_byte_order_mark_is_named() =>
        await RefusedAsync(_bench.Write("\uFEFF#!/bin/sh"), "hooks/hook.sh begins with a byte-order mark");

    [Theory]
    [InlineData("#!/usr/bin/pyhton3", "/usr/bin/pyhton3")]
    [InlineData("#!/usr/bin/env pyhton3", "pyhton3")]
    [InlineData("#! /usr/bin/env -S pyhton3 -u", "pyhton3")]
    public async Task A_missing_interpreter_is_named(string firstLine, string interpreter) =>
        await RefusedAsync(_bench.Write(firstLine), $"The first line of hooks/hook.sh asks for \"{interpreter}\", which is not installed");

    [Fact]
    public async Task A_relative_interpreter_is_refused() =>
        await RefusedAsync(_bench.Write("#!bash"), "The first line of hooks/hook.sh asks for \"bash\", which is no absolute path");

    [Fact]
    public async Task A_link_out_of_the_folder_that_was_swapped_in_later_is_not_followed()
    {
        var script = _bench.Write("#!/bin/sh\nexit 0");
        var before = await _bench.DeliverAsync(script);
        ScriptBench.WriteAt(_bench.Outside("evil.sh"), "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"");
        File.Delete(_bench.Hook(script));
        File.CreateSymbolicLink(_bench.Hook(script), _bench.Outside("evil.sh"));

        await RefusedAsync(script, "hooks/hook.sh is a link to a place outside the hooks folder: put the script itself there.");

        before.Outcome.ShouldBe(JobOutcome.Done);
        File.Exists(_bench.Outside("ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_linked_folder_on_the_way_is_not_followed_either()
    {
        Directory.CreateDirectory(_bench.Outside("elsewhere"));
        ScriptBench.WriteAt(_bench.Outside("elsewhere/evil.sh"), "#!/bin/sh");
        Directory.CreateSymbolicLink(_bench.Hook("sub"), _bench.Outside("elsewhere"));

        await RefusedAsync("sub/evil.sh", "hooks/sub/evil.sh is a link to a place outside the hooks folder");
    }

    [Fact]
    public async Task A_link_within_the_folder_is_followed()
    {
        _bench.Write("#!/bin/sh\necho linked", "real.sh");
        File.CreateSymbolicLink(_bench.Hook("alias.sh"), "real.sh");

        var report = await _bench.DeliverAsync("alias.sh");

        report.Detail.Script!.Output.ShouldBe("linked\n");
    }

    [Fact]
    public async Task An_absolute_path_into_the_folder_will_do()
    {
        var report = await _bench.DeliverAsync(_bench.Hook(_bench.Write("#!/bin/sh\necho ran")));

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Script!.Script.ShouldBe("hook.sh");
    }

    [Theory]
    [InlineData("../evil.sh")]
    [InlineData("/bin/sh")]
    [InlineData("sub/../../evil.sh")]
    [InlineData("a\0b")]
    public async Task A_path_out_of_the_folder_is_refused_at_save_and_at_run(string path)
    {
        await RefusedAsync(path, "The script must be in the hooks folder");

        Validate(path).ShouldBe([ScriptPath.OutsideMessage]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_script_must_be_named(string path) => Validate(path).Single().ShouldStartWith("Name the script");

    [Theory]
    [InlineData("copy.sh")]
    [InlineData("nas/copy.sh")]
    public void A_path_within_the_folder_is_valid(string path) => Validate(path).ShouldBeEmpty();

    private async Task RefusedAsync(string script, string message)
    {
        var report = await _bench.DeliverAsync(script);

        report.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldStartWith(message);
        report.Detail.Failure.ShouldBe(FailureClass.NotStarted);
        report.Detail.Script!.ExitCode.ShouldBeNull();
    }

    private List<string> Validate(string path) =>
        [.. new ScriptSettingsValidator(_bench.Options).Validate(new ScriptSettings { ScriptPath = path })
            .Errors.Select(error => error.ErrorMessage)];
}
