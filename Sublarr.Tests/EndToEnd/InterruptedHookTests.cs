using System.Text.Json;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Kills the real process while hooks run: the next start ends what was left, and repeats only what says it may be.</summary>
[Collection(nameof(Alone))]
public sealed class InterruptedHookTests
{
    private const string Script =
        """
        #!/bin/sh
        here=$(dirname "$0")
        echo "$SUBLARR_ATTEMPT" >> "$here/$1.ran"
        [ -e "$here/go" ] || sleep 300
        """;

    [Fact]
    public async Task After_a_kill_the_leftover_is_ended_marked_interrupted_and_repeated_only_if_idempotent()
    {
        using var folder = new TemporaryFolder();
        await MigratedDatabase.PutIntoAsync(folder.Path);
        var port = LocalPort.Free();
        var killed = await SublarrProcess.StartAsync(folder.Path, port);
        var once = await HookAsync(killed, folder, "once", idempotent: false);
        var again = await HookAsync(killed, folder, "again", idempotent: true);
        await killed.PostAsync("/webhooks/sonarr", new { eventType = "Download", instanceName = "Sonarr", series = new { title = "Dune" }, episodeFile = new { id = 1 } });
        await ScriptBench.EventuallyAsync(() => Ran(folder, "once").Length == 1 && Ran(folder, "again").Length == 1, 20_000);

        await killed.KillAsync();
        await killed.DisposeAsync();
        var alone = LeftoversOf(folder);
        await File.WriteAllTextAsync(folder.File("hooks/go"), "");
        await using var sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        await ScriptBench.EventuallyAsync(() => Ran(folder, "again").Length == 2, 20_000);
        var (first, firstState) = await DeliveryAsync(sublarr, once, "dead");
        var (second, secondState) = await DeliveryAsync(sublarr, again, "succeeded");

        alone.Count.ShouldBeGreaterThanOrEqualTo(2, "the scripts did not outlive the server: nothing is proved");
        LeftoversOf(folder).ShouldBeEmpty();
        (firstState, secondState).ShouldBe(("dead", "succeeded"));
        first.ShouldBe(["interrupted"]);
        second.ShouldBe(["interrupted", "succeeded"]);
        Ran(folder, "once").ShouldBe(["1"]);
        Ran(folder, "again").ShouldBe(["1", "2"]);
        (await sublarr.StopAsync()).ShouldBe(0);
    }

    private static async Task<long> HookAsync(SublarrProcess sublarr, TemporaryFolder folder, string name, bool idempotent)
    {
        ScriptBench.WriteAt(folder.File($"hooks/{name}.sh"), Script.Replace("$1", name));
        var hook = await sublarr.PostAsync(
            "/api/v1/hooks", new { name, event_name = "webhook_received", script_path = $"{name}.sh", timeout_seconds = 600, idempotent });
        return hook.GetProperty("id").GetInt64();
    }

    private static async Task<(List<string?> Outcomes, string? State)> DeliveryAsync(SublarrProcess sublarr, long hook, string state)
    {
        var deliveries = default(JsonElement);
        await Eventually.TrueAsync(
            async () =>
            {
                deliveries = (await sublarr.GetAsync($"/api/v1/deliveries?subscription_id={hook}")).GetProperty("items");
                return deliveries[0].GetProperty("state").GetString() == state;
            },
            () => $"not {state}: {deliveries}");
        var shown = await sublarr.GetAsync($"/api/v1/deliveries/{deliveries[0].GetProperty("id").GetInt64()}");
        return ([.. shown.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("outcome").GetString())], state);
    }

    private static string[] Ran(TemporaryFolder folder, string name) =>
        File.Exists(folder.File($"hooks/{name}.ran")) ? File.ReadAllLines(folder.File($"hooks/{name}.ran")) : [];

    private static List<int> LeftoversOf(TemporaryFolder folder)
    {
        var home = ScriptRunner.HomeIdOf(new() { ConfigDirectory = folder.Path });
        return [.. ProcessTable.Read().Where(entry => !entry.IsZombie && ProcessTable.VariableOf(entry.Id, ScriptEnvironment.HomeId) == home).Select(entry => entry.Id)];
    }
}
