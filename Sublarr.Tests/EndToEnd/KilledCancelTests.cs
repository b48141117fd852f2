using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Kills the real process after somebody has cancelled what it runs: the next start ends it, and does not run it again.</summary>
[Collection(nameof(Alone))]
public sealed class KilledCancelTests
{
    // It does not listen when it is asked to stop, so that the kill comes before it has ended.
    private const string Script =
        """
        #!/bin/sh
        trap '' TERM
        echo ran >> "$(dirname "$0")/stubborn.ran"
        waited=0
        while [ $waited -lt 300 ]; do sleep 1; waited=$((waited + 1)); done
        """;

    [Fact]
    public async Task A_job_that_was_cancelled_while_it_ran_is_not_run_again_after_a_kill()
    {
        using var folder = new TemporaryFolder();
        await MigratedDatabase.PutIntoAsync(folder.Path);
        var port = LocalPort.Free();
        var killed = await SublarrProcess.StartAsync(folder.Path, port);
        ScriptBench.WriteAt(folder.File("hooks/stubborn.sh"), Script);
        await killed.PostAsync("/api/v1/hooks", new { name = "Stubborn", event_name = "webhook_received", script_path = "stubborn.sh", timeout_seconds = 600, idempotent = true });
        await killed.PostAsync("/webhooks/sonarr", new { eventType = "Download", instanceName = "Sonarr", series = new { title = "Dune" }, episodeFile = new { id = 1 } });
        await ScriptBench.EventuallyAsync(() => Ran(folder) == 1, 20_000);
        var delivery = (await killed.GetAsync("/api/v1/deliveries")).GetProperty("items")[0].GetProperty("id").GetInt64();

        using var cancelled = await killed.Client.PostAsync($"/api/v1/jobs/{delivery}/cancel", null);
        var atKill = await StateAsync(killed, delivery);
        await killed.KillAsync();
        await killed.DisposeAsync();
        await using var sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        await Eventually.TrueAsync(async () => await StateAsync(sublarr, delivery) is "cancelled" or "succeeded" or "dead" || Ran(folder) > 1, () => "it does not end");

        cancelled.IsSuccessStatusCode.ShouldBeTrue();
        atKill.ShouldBe("running", "the script had ended before the kill: nothing is proved");
        Ran(folder).ShouldBe(1);
        var shown = await sublarr.GetAsync($"/api/v1/jobs/{delivery}");
        shown.GetProperty("job").GetProperty("state").GetString().ShouldBe("cancelled");
        shown.GetProperty("attempts").EnumerateArray().Single().GetProperty("outcome").GetString().ShouldBe("cancelled");
    }

    private static async Task<string?> StateAsync(SublarrProcess sublarr, long job) =>
        (await sublarr.GetAsync($"/api/v1/jobs/{job}")).GetProperty("job").GetProperty("state").GetString();

    private static int Ran(TemporaryFolder folder) => File.Exists(folder.File("hooks/stubborn.ran")) ? File.ReadAllLines(folder.File("hooks/stubborn.ran")).Length : 0;
}
