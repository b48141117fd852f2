using System.Diagnostics;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

/// <summary>What is not to take long: nothing else runs meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class ScriptAloneTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_background_process_that_holds_the_output_does_not_delay_the_end()
    {
        var report = await _bench.RunAsync($"#!/bin/sh\nsleep 300.{_bench.Token} &\necho started");

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Script!.Output.ShouldBe("started\n");
        report.Detail.Note!.ShouldContain("background process");
        report.Echo.ShouldBeOfType<HookExecuted>().DurationMs.ShouldBeLessThan(1000);
        _bench.Alive().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_a_run_is_alive_6_seconds_after_its_time_was_up()
    {
        // A leader and a loop that ignore SIGTERM; a child; an orphan; a child in its own session; an orphan in its own
        // session; and one that also threw away its environment, its folder and its streams.
        var script = _bench.Write($$"""
            #!/bin/sh
            trap '' TERM
            sleep 300.{{_bench.Token}} &
            (sleep 301.{{_bench.Token}} &)
            setsid sleep 302.{{_bench.Token}} &
            (setsid sleep 303.{{_bench.Token}} &)
            (cd / && env -i setsid sleep 304.{{_bench.Token}} < /dev/null > /dev/null 2>&1 &)
            (setsid sh -c 'trap "" TERM; while :; do sleep 0.2; done' {{_bench.Token}} &)
            while :; do sleep 0.2; done
            """);
        var watch = Stopwatch.StartNew();

        var run = _bench.DeliverAsync(script, timeout: 1);
        await ScriptBench.EventuallyAsync(() => _bench.Alive().Count >= 6);
        var report = await run;

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(7));
        _bench.Alive().ShouldBeEmpty();
        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldContain("1 s");
        report.Detail.Failure.ShouldBe(FailureClass.TimedOut);
        report.Detail.Script!.TimedOut.ShouldBeTrue();
        report.Detail.Script.Signal.ShouldBe("SIGKILL");
        report.Echo.ShouldBeOfType<HookExecuted>().TimedOut.ShouldBeTrue();
    }
}
