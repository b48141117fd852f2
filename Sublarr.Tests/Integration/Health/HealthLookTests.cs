using Sublarr.Domain.Arr;
using Sublarr.Domain.Health;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Health;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Health;

public sealed class HealthLookTests
{
    private const long Megabyte = 1024 * 1024;

    [FactWithMounts]
    public async Task A_disk_with_little_room_for_the_configuration_is_told_at_once_and_again_when_it_has_room()
    {
        using var folder = new TemporaryFolder();
        using var disk = new SmallDisk(folder.Path);
        SmallDisk.Run("mount", "-o", "remount,size=64m", folder.Path).ShouldBe(0);
        await MigratedDatabase.PutIntoAsync(folder.Path);
        await using var lab = await HealthLab.StartAsync(folder);
        await lab.CheckAsync();

        var known = (await lab.FoundAsync("config-folder")).ShouldHaveSingleItem().Finding;
        known.Level.ShouldBe(HealthLevel.Error);
        known.Message.ShouldStartWith("The disk of Sublarr's configuration folder has ");
        (await lab.NewsAsync("config_folder")).ShouldHaveSingleItem().Status.ShouldBe("error");

        SmallDisk.Run("mount", "-o", "remount,size=512m", folder.Path).ShouldBe(0);
        await lab.CheckAsync();
        (await lab.FoundAsync("config-folder")).ShouldHaveSingleItem().Finding.Level.ShouldBe(HealthLevel.Warning);
        (await lab.NewsAsync("config_folder"))[^1].Status.ShouldBe("warning");

        SmallDisk.Run("mount", "-o", "remount,size=4g", folder.Path).ShouldBe(0);
        await lab.CheckAsync();

        (await lab.FoundAsync("config-folder")).ShouldBeEmpty();
        (await lab.NewsAsync("config_folder")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(99, 200, HealthLevel.Error)]
    [InlineData(101, 200, HealthLevel.Warning)]
    [InlineData(1023, 10_000, HealthLevel.Warning)]
    [InlineData(1025, 10_000, null)]
    [InlineData(4_900, 100_000, HealthLevel.Warning)]
    [InlineData(5_100, 100_000, null)]
    [InlineData(10_300, 20_000_000, null)]
    public void Room_is_low_below_a_gigabyte_or_a_twentieth_and_of_a_large_disk_ten_gigabytes_are_enough(long free, long total, HealthLevel? level)
    {
        ConfigFolderLook.RoomOf(free * Megabyte, total * Megabyte)?.Level.ShouldBe(level ?? throw new InvalidOperationException("There is room."));
        (ConfigFolderLook.RoomOf(free * Megabyte, total * Megabyte) is null).ShouldBe(level is null);
    }

    [Fact]
    public async Task A_missing_ffprobe_is_a_notice_and_none_by_choice_is_nothing()
    {
        await using var without = await HealthLab.StartAsync(set: options => options.FfprobePath = "ffprobe-of-nobody");
        await using var chosen = await HealthLab.StartAsync(set: options => options.FfprobePath = "");
        await without.CheckAsync();
        await chosen.CheckAsync();

        var known = (await without.FoundAsync("ffprobe")).ShouldHaveSingleItem().Finding;
        (known.Level, known.Remedy).ShouldBe((HealthLevel.Notice, "Install ffmpeg, or set SUBLARR_FFPROBE to the path of ffprobe."));
        (await chosen.FoundAsync("ffprobe")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_has_been_away_for_long_is_shown_and_not_told_again()
    {
        await using var lab = await HealthLab.StartAsync();
        var receiver = await lab.Engine.SubscribeAsync("webhook", "config_updated");
        await using (var context = await lab.Engine.ContextAsync())
        {
            context.Attach(receiver);
            context.Entry(receiver).Property(row => row.FailingSince).CurrentValue = lab.Clock.GetUtcNow().AddMinutes(-30);
            await context.SaveChangesAsync();
        }

        await lab.CheckAsync();
        (await lab.FoundAsync("deliveries")).ShouldBeEmpty("it may only have been restarted");
        await lab.CheckAsync();
        await lab.CheckAsync();

        var known = (await lab.FoundAsync("deliveries")).ShouldHaveSingleItem().Finding;
        (known.Level, known.Page).ShouldBe((HealthLevel.Warning, $"webhooks/{receiver.Id}"));
        known.Message.ShouldContain("Nothing has been delivered to Webhook \"webhook for config_updated\" for 1 h");
        (await lab.NewsAsync("deliveries")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_is_shown_while_it_is_on()
    {
        await using var lab = await HealthLab.StartAsync();
        await using var context = await lab.Engine.ContextAsync();
        var row = context.Add(new ProviderRow("gestdown")).Entity;
        row.Edit(isEnabled: true, "{}");
        var state = context.Add(new ProviderState("gestdown")).Entity;
        foreach (var _ in Enumerable.Range(0, ProviderState.FailuresBeforePause))
        {
            state.Failed(new(ProviderFailureReason.Unreachable, "Gestdown does not answer. Is it down?"), lab.Clock.GetUtcNow());
        }

        await context.SaveChangesAsync();
        await lab.CheckAsync();

        var known = (await lab.FoundAsync("providers")).ShouldHaveSingleItem().Finding;
        (known.Message, known.Remedy, known.Page).ShouldBe(("Gestdown has not answered as it should 3 times.", "Gestdown does not answer. Is it down?", "providers/gestdown"));

        row.Edit(isEnabled: false, "{}");
        await context.SaveChangesAsync();
        await lab.CheckAsync();

        (await lab.FoundAsync("providers")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Sonarr_that_does_not_answer_is_shown_and_told_by_its_own_check_alone()
    {
        await using var lab = await HealthLab.StartAsync();
        await using var context = await lab.Engine.ContextAsync();
        var instance = new ArrInstance(ArrSource.Sonarr, lab.Clock.GetUtcNow());
        instance.Edit("Shows", "http://localhost:1", lab.Engine.Get<ISecretProtector>().Protect("key"), isEnabled: true);
        context.Add(instance);
        await context.SaveChangesAsync();
        var state = context.Add(new ArrState(instance.Id)).Entity;
        state.Failed("Nobody answers there.", lab.Clock.GetUtcNow());
        state.Failed("Nobody answers there.", lab.Clock.GetUtcNow());
        await context.SaveChangesAsync();

        await lab.CheckAsync();
        await lab.CheckAsync();

        var known = (await lab.FoundAsync("sonarr-and-radarr")).ShouldHaveSingleItem().Finding;
        (known.Level, known.Message, known.Page).ShouldBe((HealthLevel.Error, "Sonarr \"Shows\" does not answer as it should.", $"arr/{instance.Id}"));
        (await lab.Engine.EventsAsync()).ShouldNotContain(row => row.Name == "health_changed");
    }

    [Fact]
    public async Task A_job_that_waits_for_long_is_found_until_it_runs()
    {
        var over = new TaskCompletionSource();
        var slow = new ScriptedHandler(async (_, _) => { await over.Task; return JobResult.Done; }, concurrency: 1);
        await using var lab = await HealthLab.StartAsync(configure: slow.AddTo);
        await lab.Engine.UntilAsync(await lab.Engine.EnqueueAsync(ScriptedHandler.Job()), JobState.Running);
        var waiting = await lab.Engine.EnqueueAsync(ScriptedHandler.Job());
        lab.Clock.Advance(TimeSpan.FromMinutes(10));
        lab.Engine.Get<HealthWatch>().Look();

        await lab.CheckAsync();
        (await lab.FoundAsync("queue")).ShouldHaveSingleItem().Finding.Message.ShouldBe("A job has been waiting for 25 min: something holds up the queue.");

        over.SetResult();
        await lab.Engine.UntilAsync(waiting, JobState.Succeeded);
        lab.Engine.Get<HealthWatch>().Look();
        await lab.CheckAsync();

        (await lab.FoundAsync("queue")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lane_that_somebody_paused_is_a_notice()
    {
        await using var lab = await HealthLab.StartAsync(configure: ScriptedHandler.Returning(JobOutcome.Done).AddTo);
        await lab.Engine.Queue.PauseAsync(ScriptedHandler.TestKind, CancellationToken.None);
        await lab.CheckAsync();

        var known = (await lab.FoundAsync("queue")).ShouldHaveSingleItem().Finding;
        (known.Level, known.Message).ShouldBe((HealthLevel.Notice, "1 lane of the queue is paused."));

        await lab.Engine.Queue.ResumeAsync(ScriptedHandler.TestKind, CancellationToken.None);
        await lab.CheckAsync();

        (await lab.FoundAsync("queue")).ShouldBeEmpty();
    }
}
