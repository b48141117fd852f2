using System.ComponentModel;
using System.Globalization;
using System.IO.Pipes;
using System.Net.Sockets;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class StartTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_script_gets_its_three_streams_and_no_other_descriptor()
    {
        using var file = File.OpenRead("/etc/passwd");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var script = _bench.Write("#!/bin/sh\nexec ls /proc/self/fd");

        var reports = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => _bench.DeliverAsync(script))));

        // The last is the folder that ls reads.
        reports.Select(report => report.Detail.Script!.Output).Distinct().ShouldBe(["0\n1\n2\n3\n"]);
    }

    [Fact]
    public void What_lies_in_a_pipe_is_known_until_it_is_read_and_so_is_its_end()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var writer = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle);
        var seen = new List<bool>();

        Look();
        writer.WriteByte(1);
        Look();
        pipe.ReadByte();
        Look();
        writer.Dispose();
        Look();

        seen.ShouldBe([false, true, false, true]);

        void Look() => seen.Add(Posix.HasUnread(pipe.SafePipeHandle));
    }

    [Fact]
    public async Task A_script_leads_a_session_of_its_own()
    {
        var report = await _bench.RunAsync("#!/bin/sh\ncut -d ' ' -f 1,5,6 /proc/$$/stat");

        var ids = report.Detail.Script!.Output.Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToList();
        ids.Distinct().ShouldHaveSingleItem().ShouldNotBe(Posix.SessionId);
    }

    [Fact]
    public async Task A_script_ignores_and_blocks_no_signal()
    {
        var report = await _bench.RunAsync("#!/bin/sh\nexec cat /proc/self/status");

        report.Detail.Script!.Output.ShouldContain("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\nSigCgt:\t0000000000000000\n");
    }

    [Theory]
    [InlineData("exit 1", 1)]
    [InlineData("exit 127", 127)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -HUP $$", 129)]
    [InlineData("kill -ABRT $$", 134)]
    [InlineData("kill -SEGV $$", 139)]
    public async Task The_exit_code_is_what_a_shell_would_show(string end, int exitCode)
    {
        var report = await _bench.RunAsync($"#!/bin/sh\n{end}");

        report.Detail.Script!.ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public void Why_a_program_cannot_be_started_is_said()
    {
        var plain = _bench.Hook(_bench.Write("#!/bin/sh\n", "plain.sh"));
        ScriptBench.Chmod(plain, 0b110_100_100);
        var wordless = _bench.Hook(_bench.Write("exit 0\n", "wordless.sh"));
        var unknown = _bench.Hook(_bench.Write("#!/nowhere/sh\n", "unknown.sh"));

        StartFailure(_bench.Hook("missing.sh")).ShouldBe("No such file or directory");
        StartFailure(plain).ShouldBe("Permission denied");
        StartFailure(wordless).ShouldBe("Exec format error");
        StartFailure(unknown).ShouldBe("No such file or directory");
        StartFailure("/bin/true", folder: _bench.Hook("missing")).ShouldBe("No such file or directory");
        StartFailure("/bin/true", variables: new() { ["LONG"] = new('x', 200_000) }).ShouldBe("Argument list too long");
    }

    [Fact]
    public void A_start_that_fails_keeps_no_descriptor()
    {
        var before = Directory.GetFiles("/proc/self/fd").Length;

        for (var start = 0; start < 300; start++)
        {
            StartFailure(_bench.Hook("missing.sh"));
        }

        // Other tests open some at the same time; each start has six.
        Directory.GetFiles("/proc/self/fd").Length.ShouldBeLessThan(before + 300);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exits_are_noticed_with_and_without_descriptors_of_processes(bool byDescriptors)
    {
        var watch = new ExitWatch(byDescriptors);
        using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite);
        var descriptor = (int)nothing.DangerousGetHandle();
        var script = _bench.Hook(_bench.Write("#!/bin/sh\nsleep 0.1\nexit 7"));

        var exits = Enumerable.Range(0, 20)
            .Select(_ => watch.ExitOf(PosixSpawn.Start(new(script, "/", NoVariables), descriptor, descriptor, descriptor)))
            .ToList();

        (await Task.WhenAll(exits)).ShouldAllBe(exitCode => exitCode == 7);
    }

    [Fact]
    public async Task Scripts_that_start_while_orphans_are_taken_away_are_left_alone()
    {
        // Every run leaves an orphan that nothing but the moment of its birth ties to it, so every end looks at all processes while others start.
        var script = _bench.Write($"#!/bin/sh\n(cd / && env -i setsid sleep 300.{_bench.Token} < /dev/null > /dev/null 2>&1 &)\nread -r event\necho \"$SUBLARR_EVENT\"");

        var reports = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => _bench.DeliverAsync(script))));

        reports.ShouldAllBe(report => report.Outcome == JobOutcome.Done && report.Detail.Script!.Output == "subtitle_downloaded\n");
        _bench.Alive().ShouldBeEmpty();
        ProcessTable.Read().ShouldNotContain(entry =>
            entry.IsZombie && entry.ParentId == Environment.ProcessId && entry.SessionId != Posix.SessionId);
    }

    private string StartFailure(string program, string? folder = null, Dictionary<string, string>? variables = null) =>
        Should.Throw<Win32Exception>(() => ChildProcess.Start(new(program, folder ?? _bench.Options.HooksDirectory, variables ?? NoVariables))).Message;
}
