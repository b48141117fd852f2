using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class LeftoverTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Scripts_of_a_killed_Sublarr_are_ended_at_the_next_start()
    {
        using var leftover = StartMarked(ScriptRunner.HomeIdOf(_bench.Options));
        await AllStartedAsync();

        await SweepAsync();

        _bench.Alive().ShouldBeEmpty();
    }

    [Fact]
    public async Task Scripts_of_another_Sublarr_are_left_alone()
    {
        using var foreign = StartMarked(ScriptRunner.HomeIdOf(new SublarrOptions { ConfigDirectory = "/elsewhere" }));
        await AllStartedAsync();

        await SweepAsync();

        _bench.Alive().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Scripts_that_are_running_now_are_left_alone()
    {
        var run = _bench.DeliverAsync(_bench.Write("#!/bin/sh\ntouch \"$(dirname \"$0\")/up\"\nsleep 0.5\necho alive; pwd"));
        await ScriptBench.EventuallyAsync(() => File.Exists(_bench.Hook("up")));

        await SweepAsync();

        (await run).Detail.Script!.Output.ShouldStartWith("alive\n");
    }

    [Fact]
    public async Task Folders_of_a_killed_Sublarr_are_removed()
    {
        var folder = RunFolder.Create(ScriptRunner.HomeIdOf(_bench.Options), "{}"u8.ToArray(), NullLogger.Instance);

        await SweepAsync();

        Directory.Exists(folder.Path).ShouldBeFalse();
    }

    private Task SweepAsync() =>
        new LeftoverSweep(_bench.Options, TimeProvider.System, NullLogger<LeftoverSweep>.Instance).StartingAsync(default);

    // The shells in between count, too, until they have made room for what they start.
    private Task AllStartedAsync() => ScriptBench.EventuallyAsync(() => _bench.Alive("sleep").Count == 3 && _bench.Alive().Count == 4);

    private Process StartMarked(string homeId)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "sleep $0 & (setsid sleep $0 &) ; sleep $0", $"300.{_bench.Token}"]);
        start.Environment[ScriptEnvironment.HomeId] = homeId;
        start.Environment[ScriptEnvironment.RunId] = "run-of-a-killed-server";
        return Process.Start(start)!;
    }
}
