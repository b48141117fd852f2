using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Kills the real process at random moments while webhooks come in: nothing that was acknowledged is lost.</summary>
[Collection(nameof(Alone))]
public sealed class CrashTests
{
    private const int Kills = 6;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_every_job_ends()
    {
        using var folder = new TemporaryFolder();
        await MigratedDatabase.PutIntoAsync(folder.Path);
        await using var receiver = WebhookReceiver.Start();
        var port = LocalPort.Free();
        var random = new Random(20260115);
        var sender = new Sender();

        var sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        await SubscribeAsync(sublarr, folder.Path, receiver.Url);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var stop = new CancellationTokenSource();
            var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sender.SendAsync(sublarr.Client, stop.Token)));
            await Task.Delay(random.Next(50, 900));
            await sublarr.KillAsync();
            await stop.CancelAsync();
            await sending;
            await sublarr.DisposeAsync();
            sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        }

        await UntilEndedAsync(sublarr);
        var delivered = receiver.Requests.Select(request => TitleOf(request.Body)).ToHashSet(StringComparer.Ordinal);
        var missing = sender.Acknowledged.Where(title => !delivered.Contains(title)).ToList();

        sender.Acknowledged.Count.ShouldBeGreaterThan(20, "too little was sent to prove anything");
        missing.ShouldBeEmpty();
        (await sublarr.StopAsync()).ShouldBe(0);
        StatesOf(folder).Keys.ShouldBeSubsetOf(["succeeded", "dead"]);
        await sublarr.DisposeAsync();
    }

    private static async Task SubscribeAsync(SublarrProcess sublarr, string folder, string url)
    {
        var script = Path.Combine(folder, "hooks", "note.sh");
        await File.WriteAllTextAsync(script, "#!/bin/sh\ncat > /dev/null\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await sublarr.PostAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "webhook_received", url });
        await sublarr.PostAsync("/api/v1/hooks", new { name = "Script", event_name = "webhook_received", script_path = "note.sh" });
    }

    private static async Task UntilEndedAsync(SublarrProcess sublarr)
    {
        foreach (var state in (string[])["queued", "running", "retrying"])
        {
            var last = -1;
            await Eventually.TrueAsync(
                async () => (last = (await sublarr.GetAsync($"/api/v1/jobs?state={state}&limit=1")).GetProperty("total").GetInt32()) == 0,
                () => $"{last} jobs are still {state}",
                TimeSpan.FromSeconds(60));
        }
    }

    private static string TitleOf(byte[] body) =>
        JsonDocument.Parse(body).RootElement.GetProperty("data").GetProperty("title").GetString()!;

    private static Dictionary<string, long> StatesOf(TemporaryFolder folder)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("sublarr.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state, COUNT(*) FROM jobs GROUP BY state";
        using var reader = command.ExecuteReader();
        var states = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.Read())
        {
            states[reader.GetString(0)] = reader.GetInt64(1);
        }

        return states;
    }

    private sealed class Sender
    {
        private int _number;

        public ConcurrentBag<string> Acknowledged { get; } = [];

        public async Task SendAsync(HttpClient client, CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref _number);
                var body = new { eventType = "Download", instanceName = "Sonarr", series = new { title = $"Series {number}" }, episodeFile = new { id = number } };
                try
                {
                    using var response = await client.PostAsJsonAsync("/webhooks/sonarr", body, cancellationToken);
                    if (response.IsSuccessStatusCode)
                    {
                        Acknowledged.Add($"Series {number}");
                    }

                    // Sonarr does not come faster than it imports.
                    await Task.Delay(10, cancellationToken);
                }
                catch (Exception exception) when (AppProgram.IsNotThere(exception) || exception is OperationCanceledException)
                {
                    // The process is being killed: this one was not acknowledged.
                }
            }
        }
    }
}
