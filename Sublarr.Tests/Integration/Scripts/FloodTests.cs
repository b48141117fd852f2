using System.Diagnostics;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

/// <summary>Runs with nothing beside it, because it measures the memory of the process.</summary>
[CollectionDefinition(nameof(FloodTests), DisableParallelization = true)]
[Collection(nameof(FloodTests))]
public sealed class FloodTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_flood_of_2_GB_is_stopped_and_costs_little_memory()
    {
        var flood = _bench.Write("#!/bin/sh\necho beginning\nyes 'no line end here' | tr -d '\\n' | head -c 2G", "flood.sh");
        await _bench.RunAsync("#!/bin/sh\nexit 0");
        var before = MemoryInUse();

        var run = _bench.DeliverAsync(flood);
        var peak = before;
        while (!run.IsCompleted)
        {
            peak = Math.Max(peak, MemoryInUse());
            await Task.WhenAny(run, Task.Delay(5));
        }

        var report = await run;
        report.Detail.Failure.ShouldBe(FailureClass.OutputLimit);
        report.Detail.Script!.OutputBytes.ShouldBeInRange(64L * 1024 * 1024, 1024L * 1024 * 1024);
        report.Detail.Script.Output.ShouldStartWith("beginning\n");
        report.Detail.Script.Output.Length.ShouldBeLessThan(66 * 1024);
        report.Detail.Script.Truncated.ShouldBeTrue();
        (peak - before).ShouldBeLessThan(10 * 1024 * 1024);
    }

    [Fact]
    public async Task A_stream_below_the_limit_is_read_to_its_end()
    {
        var report = await _bench.RunAsync("#!/bin/sh\nhead -c 60M /dev/zero | tr '\\0' x\necho end");

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Script!.OutputBytes.ShouldBe((60L * 1024 * 1024) + 4);
        report.Detail.Script.Output.ShouldEndWith("end\n");
    }

    private static long MemoryInUse()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
