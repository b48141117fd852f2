using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Kills the real process in the middle of long work: it goes on where it was.</summary>
[Collection(nameof(Alone))]
public sealed class KilledReplayTests
{
    private const int Deliveries = 40;

    [Fact]
    public async Task A_replay_goes_on_where_it_was_after_a_kill_and_sends_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        await MigratedDatabase.PutIntoAsync(folder.Path);
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500));
        var port = LocalPort.Free();
        var sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        await sublarr.PostAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "webhook_received", url = receiver.Url, retry_count = 0 });
        for (var number = 0; number < Deliveries; number++)
        {
            await sublarr.PostAsync("/webhooks/sonarr", new { eventType = "Download", instanceName = "Sonarr", series = new { title = "Series" }, episodeFile = new { id = number } });
        }

        await UntilCountAsync(sublarr, "deliver", "dead", Deliveries);
        receiver.Answer = ReceiverAnswer.Status(200);
        var range = new { since = "2020-01-01T00:00:00Z", until = "2099-01-01T00:00:00Z", per_second = 20 };
        var id = (await sublarr.PostAsync("/api/v1/deliveries/replay", range)).GetProperty("job_id").GetInt64();
        await Eventually.TrueAsync(async () => await QueuedAsync(sublarr, id) >= 8, () => "nothing is queued again");
        await sublarr.KillAsync();
        await sublarr.DisposeAsync();

        sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        await using var second = sublarr;
        var atStart = await QueuedAsync(second, id);
        await UntilCountAsync(second, "replay", "succeeded", 1);
        await UntilCountAsync(second, "deliver", "succeeded", Deliveries);

        atStart.ShouldBeGreaterThanOrEqualTo(8);
        var job = (await second.GetAsync($"/api/v1/jobs/{id}")).GetProperty("job");
        job.GetProperty("progress").GetProperty("done").GetInt32().ShouldBe(Deliveries);
        job.GetProperty("progress").GetProperty("total").GetInt32().ShouldBe(Deliveries);
        (await QueuedAsync(second, id)).ShouldBe(Deliveries, "each was queued again once");
    }

    private static async Task<int> QueuedAsync(SublarrProcess sublarr, long id) => (await sublarr.GetAsync($"/api/v1/deliveries/replay/{id}")).GetProperty("queued").GetInt32();

    private static Task UntilCountAsync(SublarrProcess sublarr, string kind, string state, int count) => Eventually.TrueAsync(
        async () => (await sublarr.GetAsync($"/api/v1/jobs?kind={kind}&state={state}&limit=1")).GetProperty("total").GetInt32() == count,
        () => $"there are not {count} of {kind} that are {state}");
}
