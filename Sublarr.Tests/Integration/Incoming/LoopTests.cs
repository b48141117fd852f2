using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

/// <summary>A webhook of Sublarr's own whose address is Sublarr's: each round carries one hop more.</summary>
public sealed class LoopTests(SublarrApp app) : IClassFixture<SublarrApp>
{
    private const string AlertCount = "SELECT COUNT(*) FROM events WHERE name = 'health_changed' AND key LIKE 'webhook-loop:%'";

    private readonly HttpClient _client = app.CreateApiClient();
    private readonly StoredReports _stored = new(app);

    [Fact]
    public async Task A_report_that_comes_back_a_second_time_stops_and_raises_one_alert()
    {
        var fromOutside = await PostAsync(1, 0);
        var firstRound = await PostAsync(2, 1);
        await _stored.EventOfAsync(fromOutside);
        await _stored.EventOfAsync(firstRound);
        _stored.Count(AlertCount).ShouldBe(0);

        foreach (var (number, hop) in new[] { (3, 2), (4, 2), (5, 3) })
        {
            var stopped = await PostAsync(number, hop);
            await StoredReports.UntilAsync(() => _stored.Count("SELECT COUNT(*) FROM jobs WHERE id = $id AND state = 'dead'", ("$id", stopped)) == 1);
            _stored.Count("SELECT COUNT(*) FROM events WHERE name = 'webhook_received' AND cause_job_id = $id", ("$id", stopped)).ShouldBe(0);
        }

        // Two, if an hour ends while this test runs.
        _stored.Count(AlertCount).ShouldBeInRange(1, 2);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public async Task A_hop_that_is_none_counts_as_none(string hop)
    {
        var job = await PostAsync(hop.Length + 100, hop);

        (await _stored.EventOfAsync(job)).ShouldContain("The Harbour Line");
    }

    private Task<long> PostAsync(int episode, int hop) => PostAsync(episode, hop.ToString(CultureInfo.InvariantCulture));

    private async Task<long> PostAsync(int episode, string hop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/sonarr/loop")
        {
            Content = JsonContent.Create(new
            {
                eventType = "Download",
                series = new { id = 1, title = "The Harbour Line" },
                episodes = new[] { new { id = episode, seasonNumber = 1, episodeNumber = episode } },
            }),
        };
        request.Headers.Add("X-Sublarr-Hop", hop);
        using var response = await _client.SendAsync(request);
        var receipt = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return receipt.GetProperty("job_id").GetInt64();
    }
}
