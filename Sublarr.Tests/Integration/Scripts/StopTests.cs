using System.Diagnostics;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class StopTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_script_may_clean_up_when_its_time_is_up()
    {
        var script = _bench.Write("#!/bin/sh\ntrap 'echo tidy; exit 4' TERM\nsleep 300 &\nwait");

        var report = await _bench.DeliverAsync(script, timeout: 1);

        report.Detail.Failure.ShouldBe(FailureClass.TimedOut);
        report.Detail.Script!.Output.ShouldBe("tidy\n");
        report.Detail.Script.ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task Cancelling_ends_the_whole_group()
    {
        var report = await CancelAsync(idempotent: false);

        report.Outcome.ShouldBe(new JobOutcome.Rejected(Job.Interrupted));
        report.Detail.Failure.ShouldBe(FailureClass.Interrupted);
        report.Detail.Script!.Signal.ShouldBe("SIGTERM");
        _bench.Alive().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupted_script_runs_again_when_it_is_declared_idempotent()
    {
        var report = await CancelAsync(idempotent: true);

        report.Outcome.ShouldBe(new JobOutcome.Deferred(Job.Interrupted));
    }

    [Fact]
    public async Task Nothing_is_started_once_Sublarr_stops()
    {
        var script = _bench.Write("#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"");

        var report = await _bench.DeliverAsync(script, cancellationToken: new CancellationToken(canceled: true));

        report.Outcome.ShouldBeOfType<JobOutcome.Deferred>();
        report.Echo.ShouldBeNull();
        File.Exists(_bench.Hook("ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task Orphans_of_a_thousand_runs_leave_neither_processes_nor_zombies()
    {
        var script = _bench.Write($"#!/bin/sh\nexec > /dev/null 2>&1\n(sleep 300.{_bench.Token} &)\n(setsid sleep 300.{_bench.Token} &)\n(true &)");

        for (var round = 0; round < 250; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _bench.DeliverAsync(script)));
        }

        _bench.Alive().ShouldBeEmpty();
        ProcessTable.Read().ShouldNotContain(entry =>
            entry.IsZombie && entry.ParentId == Environment.ProcessId && entry.SessionId != Posix.SessionId);
    }

    [Fact]
    public async Task One_run_does_not_end_the_processes_of_another()
    {
        var slow = _bench.DeliverAsync(_bench.Write(
            "#!/bin/sh\n(setsid sh -c 'sleep 1; echo mine' &)\n(cd / && env -i setsid sh -c 'sleep 1.2; echo mine too' &)\ntouch \"$(dirname \"$0\")/up\"\nsleep 1.5", "slow.sh"));
        await ScriptBench.EventuallyAsync(() => File.Exists(_bench.Hook("up")));

        await _bench.DeliverAsync(_bench.Write("#!/bin/sh\n(sleep 300 &)", "quick.sh"));

        (await slow).Detail.Script!.Output.ShouldBe("mine\nmine too\n");
    }

    private async Task<Domain.Deliveries.DeliveryReport> CancelAsync(bool idempotent)
    {
        var script = _bench.Write($"#!/bin/sh\nsleep 300.{_bench.Token} &\n(setsid sleep 300.{_bench.Token} &)\ntouch \"$(dirname \"$0\")/up\"\nwait");
        using var cancellation = new CancellationTokenSource();

        var run = _bench.DeliverAsync(script, retries: 2, settings: hook => hook with { Idempotent = idempotent }, cancellationToken: cancellation.Token);
        await ScriptBench.EventuallyAsync(() => File.Exists(_bench.Hook("up")) && _bench.Alive().Count == 2);
        await cancellation.CancelAsync();
        return await run;
    }
}
