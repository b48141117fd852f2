using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Kills the real process while deliveries wait for each other: the order holds, and nothing is lost.</summary>
[Collection(nameof(Alone))]
public sealed class OrderedCrashTests
{
    private const int Titles = 3;
    private const int Each = 40;
    private const int Kills = 3;

    [Fact]
    public async Task The_order_of_each_title_survives_kills()
    {
        using var folder = new TemporaryFolder();
        await MigratedDatabase.PutIntoAsync(folder.Path);
        var count = 0;
        // Each seventh request fails, so that others of its title have to wait for the retry.
        await using var receiver = WebhookReceiver.Start(new ReceiverAnswer(async (socket, stream, stop) =>
            await ReceiverAnswer.Status(Interlocked.Increment(ref count) % 7 == 0 ? 500 : 200).WriteAsync(socket, stream, stop)));
        var port = LocalPort.Free();
        var sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        await sublarr.PostAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "webhook_received", url = receiver.Url, ordering = "per_title", retry_schedule = new[] { 1, 1, 1, 1, 1 } });
        for (var number = 0; number < Each; number++)
        {
            for (var title = 0; title < Titles; title++)
            {
                await sublarr.PostAsync("/webhooks/sonarr", new
                {
                    eventType = "Download",
                    instanceName = "Sonarr",
                    series = new { title = $"Series {title}" },
                    episodeFile = new { id = (number * Titles) + title },
                });
            }

            if (number % (Each / Kills) == Each / Kills / 2)
            {
                await sublarr.KillAsync();
                await sublarr.DisposeAsync();
                sublarr = await SublarrProcess.StartAsync(folder.Path, port);
            }
        }

        foreach (var state in (string[])["queued", "running", "retrying"])
        {
            await Eventually.TrueAsync(
                async () => (await sublarr.GetAsync($"/api/v1/jobs?state={state}&limit=1")).GetProperty("total").GetInt32() == 0, () => $"jobs are still {state}", TimeSpan.FromSeconds(90));
        }

        (await sublarr.StopAsync()).ShouldBe(0);
        await sublarr.DisposeAsync();
        var published = Published(folder);
        published.Count.ShouldBe(Titles * Each);
        var arrived = receiver.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("id").GetString()!).ToList();
        arrived.Distinct().Count().ShouldBe(Titles * Each, "some were lost");
        foreach (var title in published.GroupBy(each => each.Title, each => each.EventId))
        {
            var order = title.ToList();
            // What was sent when the process died is sent again, before anything later.
            arrived.Where(order.Contains).Select(id => order.IndexOf(id)).ShouldBeInOrder(SortDirection.Ascending);
        }
    }

    private static List<(string Title, string EventId)> Published(TemporaryFolder folder)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("sublarr.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ordering_key, event_id FROM jobs WHERE ordering_key IS NOT NULL ORDER BY id";
        using var reader = command.ExecuteReader();
        var published = new List<(string, string)>();
        while (reader.Read())
        {
            published.Add((reader.GetString(0), reader.GetString(1)));
        }

        return published;
    }
}
