using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scripts;

[Collection(ScriptRuns.Name)]
public sealed class ExitTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Exit_code_0_is_success()
    {
        var report = await _bench.RunAsync("#!/bin/sh\necho done\necho careful >&2");

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Failure.ShouldBeNull();
        report.Detail.Script!.Script.ShouldBe("hook.sh");
        report.Detail.Script.ExitCode.ShouldBe(0);
        report.Detail.Script.Output.ShouldBe("done\n");
        report.Detail.Script.Error.ShouldBe("careful\n");
        report.Detail.Script.OutputBytes.ShouldBe(5);
    }

    [Fact]
    public async Task Exit_code_75_asks_for_another_try()
    {
        var report = await _bench.RunAsync("#!/bin/sh\nexit 75");

        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldContain("75");
    }

    [Fact]
    public async Task Other_exit_codes_are_failures_that_quote_the_last_error_line()
    {
        var report = await _bench.RunAsync("#!/bin/sh\necho 'disk is full' >&2\nexit 3");

        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldBe("The script ended with exit code 3: disk is full");
        report.Detail.Failure.ShouldBe(FailureClass.ExitCode);
        report.Detail.Script!.Signal.ShouldBeNull();
    }

    [Fact]
    public async Task A_signal_is_named()
    {
        var report = await _bench.RunAsync("#!/bin/sh\nkill -9 $$");

        report.Detail.Script!.ExitCode.ShouldBe(137);
        report.Detail.Script.Signal.ShouldBe("SIGKILL");
    }

    [Fact]
    public async Task A_run_is_reported_as_an_event()
    {
        var report = await _bench.RunAsync("#!/bin/sh\nexit 3");

        var echo = report.Echo.ShouldBeOfType<HookExecuted>();
        echo.HookName.ShouldBe("Copy to NAS");
        echo.EventName.ShouldBe("subtitle_downloaded");
        echo.Success.ShouldBeFalse();
        echo.ExitCode.ShouldBe(3);
        echo.TimedOut.ShouldBeFalse();
    }

    [Fact]
    public async Task A_script_that_cannot_start_is_reported_as_an_event_too()
    {
        var report = await _bench.DeliverAsync("missing.sh");

        report.Echo.ShouldBeOfType<HookExecuted>().ExitCode.ShouldBeNull();
        report.Detail.Failure.ShouldBe(FailureClass.NotStarted);
    }

    [Fact]
    public async Task A_test_is_no_event()
    {
        var report = await _bench.DeliverAsync(_bench.Write("#!/bin/sh\necho $SUBLARR_TEST; cat"), isTest: true);

        report.Echo.ShouldBeNull();
        report.Detail.Script!.Output.ShouldStartWith("true\n");
        report.Detail.Script.Output.ShouldContain("\"test\":true");
    }

    [Fact]
    public async Task Output_written_after_the_script_ended_is_kept_when_it_comes_soon()
    {
        var report = await _bench.RunAsync("#!/bin/sh\n(sleep 0.1; echo late) &\necho early");

        report.Detail.Script!.Output.ShouldBe("early\nlate\n");
        report.Detail.Note.ShouldBeNull();
    }

    [Fact]
    public async Task A_broken_pipe_ends_a_program_as_it_does_in_a_terminal()
    {
        var report = await _bench.RunAsync("#!/bin/bash\nset -o pipefail\nyes | head -1\necho \"${PIPESTATUS[@]}\"");

        report.Detail.Script!.Output.ShouldBe("y\n141 0\n");
        report.Detail.Script.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_leaves_no_core_file()
    {
        var report = await _bench.RunAsync("#!/bin/sh\nulimit -c");

        report.Detail.Script!.Output.ShouldBe("0\n");
    }

    [Fact]
    public async Task The_folder_of_a_run_is_private_and_gone_afterwards()
    {
        var report = await _bench.RunAsync("#!/bin/sh\npwd\nstat -c %a . \"$SUBLARR_EVENT_FILE\"\ntouch rubbish");

        var lines = report.Detail.Script!.Output.Split('\n');
        lines[1..3].ShouldBe(["700", "600"]);
        Directory.Exists(lines[0]).ShouldBeFalse();
    }
}
