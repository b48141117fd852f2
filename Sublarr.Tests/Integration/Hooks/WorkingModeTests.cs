using System.Globalization;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Scripts;

namespace Sublarr.Tests.Integration.Hooks;

[Collection(ScriptRuns.Name)]
public sealed class WorkingModeTests : IAsyncLifetime
{
    // A second run finds the folder of the first; each run leaves one line.
    private const string OneAtATime =
        """
        #!/bin/sh
        here=$(dirname "$0")
        mkdir "$here/busy" || echo two >> "$here/two"
        echo "$SUBLARR_EVENT_ID" >> "$here/ran"
        sleep 0.01
        rmdir "$here/busy"
        """;

    private HookYard _yard = null!;

    public async Task InitializeAsync() => _yard = await HookYard.OpenAsync();

    public async Task DisposeAsync() => await _yard.DisposeAsync();

    [Fact]
    public async Task A_hundred_events_for_a_queueing_hook_never_run_two_at_once_and_all_run()
    {
        await _yard.HookAsync(OneAtATime, new ScriptSettings { WorkingMode = WorkingMode.Queue });

        await _yard.PublishAsync(100);
        await EndedAsync();

        Lines("two").ShouldBeEmpty();
        Lines("ran").Distinct().Count().ShouldBe(100);
        (await _yard.AttemptsAsync()).Count(attempt => attempt.Outcome == "succeeded").ShouldBe(100);
    }

    [Fact]
    public async Task A_skipping_hook_runs_or_records_each_of_a_hundred_events_as_skipped()
    {
        var hook = await _yard.HookAsync(OneAtATime, new ScriptSettings { WorkingMode = WorkingMode.Skip });

        await _yard.PublishAsync(100);
        await EndedAsync();

        Lines("two").ShouldBeEmpty();
        var attempts = await _yard.AttemptsAsync();
        var skipped = attempts.FindAll(attempt => attempt.Outcome == JobAttempt.Skipped);
        attempts.Count.ShouldBe(100);
        skipped.Count.ShouldBeGreaterThan(0);
        (Lines("ran").Length + skipped.Count).ShouldBe(100);
        skipped.ShouldAllBe(attempt => attempt.Reason!.StartsWith("The hook was still running for an earlier event (delivery ") && attempt.Failure == FailureClass.Skipped);
        (await _yard.Engine.JobsAsync()).Count(job => job.State == JobState.Cancelled).ShouldBe(skipped.Count);
        (await _yard.Engine.SubscriptionAsync(hook.Id)).TriggerCount.ShouldBe(Lines("ran").Length);
    }

    [Fact]
    public async Task A_replacing_hook_ends_the_run_and_gives_up_what_waits_for_the_newest_event()
    {
        const string text =
            """
            #!/bin/sh
            here=$(dirname "$0")
            mkdir "$here/busy" || echo two >> "$here/two"
            trap 'rmdir "$here/busy"; exit 9' TERM
            echo "$SUBLARR_EVENT_ID" >> "$here/ran"
            while [ ! -e "$here/go" ]; do sleep 0.02; done
            rmdir "$here/busy"
            """;
        await _yard.HookAsync(text, new ScriptSettings { WorkingMode = WorkingMode.Replace });

        await _yard.PublishAsync(1);
        await ScriptBench.EventuallyAsync(() => Lines("ran").Length == 1);
        await _yard.PublishAsync(19);
        var newest = (await _yard.Engine.EventsAsync())[^1].Id;
        await ScriptBench.EventuallyAsync(() => Lines("ran").LastOrDefault() == newest, 20_000);
        await File.WriteAllTextAsync(_yard.File("hooks/go"), "");
        await EndedAsync();

        Lines("two").ShouldBeEmpty();
        var attempts = await _yard.AttemptsAsync();
        attempts.Count.ShouldBe(20);
        attempts.Count(attempt => attempt.Outcome == JobAttempt.Replaced).ShouldBe(19);
        attempts[0].Reason!.ShouldStartWith("It was stopped while it ran, because a newer event (delivery ");
        attempts[0].ReadDetail()!.Script!.ExitCode.ShouldBe(9);
        attempts[^1].Outcome.ShouldBe("succeeded");
        (await _yard.Engine.JobsAsync())[^1].State.ShouldBe(JobState.Succeeded);
    }

    [Fact]
    public async Task A_test_waits_for_a_run_that_it_could_replace()
    {
        const string text = "#!/bin/sh\necho \"$SUBLARR_TEST\" >> \"$(dirname \"$0\")/ran\"\nwhile [ ! -e \"$(dirname \"$0\")/go\" ]; do sleep 0.02; done";
        var hook = await _yard.HookAsync(text, new ScriptSettings { WorkingMode = WorkingMode.Replace });

        await _yard.PublishAsync(1);
        await ScriptBench.EventuallyAsync(() => Lines("ran").Length == 1);
        var fact = (await _yard.Engine.EventsAsync())[0];
        await _yard.Engine.EnqueueAsync(new NewJob(JobKinds.Deliver, "Test", JobPriority.High) { SubscriptionId = hook.Id, EventId = fact.Id, IsTest = true });
        await _yard.Engine.UntilAsync((await _yard.Engine.JobsAsync())[^1].Id, JobState.Running);
        await File.WriteAllTextAsync(_yard.File("hooks/go"), "");
        await EndedAsync();

        Lines("ran").ShouldBe(["false", "true"]);
        (await _yard.AttemptsAsync()).ShouldAllBe(attempt => attempt.Outcome == "succeeded");
    }

    private Task EndedAsync() => _yard.Engine.UntilIdleAsync();

    private string[] Lines(string file) => File.Exists(_yard.File($"hooks/{file}")) ? File.ReadAllLines(_yard.File($"hooks/{file}")) : [];
}
