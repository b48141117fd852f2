using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Script.Sandbox;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class HookFolderTests : IDisposable
{
    private const int AllMayWrite = 0b111_111_111;

    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_hooks_folder_that_others_may_change_is_refused()
    {
        var script = _bench.Write("#!/bin/sh");
        ScriptBench.Chmod(_bench.Options.HooksDirectory, AllMayWrite);

        await RefusedAsync(script, "Other users may change the folder hooks, and so put another script there: run \"chmod go-w hooks\" in the config folder.");
    }

    [Fact]
    public async Task A_folder_within_it_that_a_group_may_change_is_refused()
    {
        Directory.CreateDirectory(_bench.Hook("nas/tv"));
        _bench.Write("#!/bin/sh", "nas/tv/copy.sh");
        ScriptBench.Chmod(_bench.Hook("nas"), 0b111_111_101);

        await RefusedAsync("nas/tv/copy.sh", "Other users may change the folder hooks/nas, and so put another script there: run \"chmod go-w hooks/nas\"");
    }

    [Fact]
    public async Task A_config_folder_that_others_may_change_is_refused()
    {
        var script = _bench.Write("#!/bin/sh");
        ScriptBench.Chmod(_bench.Options.ConfigDirectory, AllMayWrite);

        await RefusedAsync(script, "Other users may change the config folder itself, and so put another script there: run \"chmod go-w .\" in the config folder.");
    }

    [Fact]
    public async Task The_folder_a_link_leads_to_is_looked_at()
    {
        Directory.CreateDirectory(_bench.Hook("real"));
        _bench.Write("#!/bin/sh", "real/copy.sh");
        File.CreateSymbolicLink(_bench.Hook("copy.sh"), "real/copy.sh");
        ScriptBench.Chmod(_bench.Hook("real"), AllMayWrite);

        await RefusedAsync("copy.sh", "Other users may change the folder hooks/real");
    }

    [Fact]
    public async Task An_interpreter_that_others_may_change_is_refused()
    {
        File.Copy("/bin/sh", _bench.Outside("sh"));
        ScriptBench.Chmod(_bench.Outside("sh"), AllMayWrite);
        var script = _bench.Write($"#!{_bench.Outside("sh")}");

        await RefusedAsync(script, $"Other users may change {_bench.Outside("sh")}, which runs hooks/hook.sh");
    }

    [Fact]
    public async Task The_probe_of_the_sandbox_does_not_run_from_a_folder_that_others_may_change()
    {
        ScriptBench.Chmod(_bench.Options.HooksDirectory, AllMayWrite);
        using var probe = new SandboxProbe(_bench.Runner, _bench.Options, TimeProvider.System);

        var report = await probe.ProbeAsync(CancellationToken.None);

        report.Problem.ShouldNotBeNull().ShouldContain("Other users may change the folder hooks");
    }

    [Fact]
    public void What_is_swapped_in_after_the_check_is_not_what_is_started()
    {
        var check = new ScriptCheck(_bench.Options);
        _bench.Write("#!/bin/sh\necho good");

        using var held = check.Hold("hook.sh");
        File.Delete(_bench.Hook("hook.sh"));
        File.WriteAllText(_bench.Hook("hook.sh"), "#!/bin/sh\necho evil\n");

        File.ReadAllText(held.PathToStart).ShouldBe("#!/bin/sh\necho good");
        Path.GetDirectoryName(held.PathToStart).ShouldBe(Posix.RealPath(_bench.Options.HooksDirectory));
    }

    [Fact]
    public async Task A_file_that_is_swapped_again_and_again_never_runs_unless_it_was_found_safe()
    {
        _bench.Write("#!/bin/sh\necho good", "good");
        _bench.Write("#!/bin/sh\necho evil", "evil");
        ScriptBench.Chmod(_bench.Hook("evil"), AllMayWrite);
        File.CreateSymbolicLink(_bench.Hook("hook.sh"), "good");
        using var over = new CancellationTokenSource();
        var swapper = Task.Run(() =>
        {
            for (var turn = 0; !over.IsCancellationRequested; turn++)
            {
                File.CreateSymbolicLink(_bench.Hook(".next"), turn % 2 == 0 ? "evil" : "good");
                File.Move(_bench.Hook(".next"), _bench.Hook("hook.sh"), overwrite: true);
            }
        });

        var printed = new List<string>();
        // On a busy machine all of them may fall into one moment, in which the link stands on the wrong file.
        for (var run = 0; run < 60 || (run < 10_000 && !printed.Contains("good\n")); run++)
        {
            printed.Add((await _bench.DeliverAsync("hook.sh")).Detail.Script?.Output ?? "");
        }

        await over.CancelAsync();
        await swapper;
        printed.ShouldContain("good\n");
        printed.ShouldNotContain("evil\n");
    }

    [Fact]
    public async Task A_script_still_finds_its_neighbours_and_leaves_no_second_name()
    {
        _bench.Write("echo \"from the library\"", "library.sh");

        var report = await _bench.RunAsync("#!/bin/sh\n. \"$(dirname \"$0\")/library.sh\"\nno-such-program\n");

        var run = report.Detail.Script!;
        run.Output.ShouldBe("from the library\n");
        run.Error.ShouldContain("hooks/hook.sh");
        Directory.GetFileSystemEntries(_bench.Options.HooksDirectory).Select(Path.GetFileName).Order().ShouldBe(["hook.sh", "library.sh"]);
    }

    [Fact]
    public async Task Where_permissions_are_not_kept_a_script_is_refused_with_what_helps_until_somebody_accepts_it()
    {
        var script = _bench.Write("#!/bin/sh\necho ran");
        ScriptBench.Chmod(_bench.Hook(script), AllMayWrite);
        ScriptBench.Chmod(_bench.Options.HooksDirectory, AllMayWrite);
        var modes = new HookModes(_bench.Options, _ => (UnixFileMode)AllMayWrite);
        var check = new ScriptCheck(_bench.Options, modes);

        var before = check.Examine(script);
        modes.Accept(true).ShouldBeTrue();
        var after = check.Examine(script);
        var whereTheyAreKept = await _bench.DeliverAsync(script);

        before.Problem.ShouldNotBeNull().ShouldContain("keeps no permissions, and chmod does not help");
        before.Problem.ShouldContain("accept it on the page Hooks");
        after.Problem.ShouldBeNull();
        whereTheyAreKept.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldStartWith("Other users may change hooks/hook.sh");
        modes.Accept(false).ShouldBeTrue();
        check.Examine(script).Problem.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_loop_that_reads_lines_reads_the_event_from_its_input_and_from_its_file()
    {
        var report = await _bench.RunAsync(
            "#!/bin/sh\nwhile read -r line; do echo \"input: ${line}\"; done\nwhile read -r line; do echo \"file: ${line}\"; done < \"$SUBLARR_EVENT_FILE\"\ntail -c 2 \"$SUBLARR_EVENT_FILE\" | od -An -c");

        var lines = report.Detail.Script!.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("input: {");
        lines[1].ShouldStartWith("file: {");
        lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["}", "\\n"]);
    }

    private async Task RefusedAsync(string script, string message) =>
        (await _bench.DeliverAsync(script)).Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldStartWith(message);
}
