using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

/// <summary>What Sonarr and Radarr need somebody for rings on the bell of every page.</summary>
public sealed class ReportedAlertTests : IDisposable
{
    private readonly SublarrApp _app = new();
    private readonly HttpClient _api;
    private readonly ReportingArr _arr;

    public ReportedAlertTests() => (_arr, _api) = (new(_app), _app.CreateApiClient());

    public void Dispose()
    {
        _api.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task A_problem_of_Sonarr_is_an_alert_with_its_reason_and_another_when_it_is_over()
    {
        await _arr.PostAsync("sonarr-Health.json");
        await _arr.PostAsync("radarr-Health.json");
        await _arr.PostAsync("sonarr-HealthRestored.json");

        (await AlertsAsync()).ShouldBe(
        [
            ("health_changed", "good", "Sonarr health: \"Sonarr\" reports that this is over: Indexers unavailable due to failures: MyIndexer (Prowlarr)."),
            ("health_changed", "bad", "Radarr health: \"Radarr\" reports a problem: No download client is available."),
            ("health_changed", "warn", "Sonarr health: \"Sonarr\" reports a problem: Indexers unavailable due to failures: MyIndexer (Prowlarr)."),
        ]);
    }

    [Theory]
    [InlineData("notice")]
    [InlineData("ok")]
    public async Task What_is_no_more_than_a_notice_is_none(string level)
    {
        await _arr.PostAsync("sonarr-Health.json", change: body => body["level"] = level);

        (await AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_problem_without_level_or_message_is_one_all_the_same_and_the_end_of_nobody_knows_what_is_none()
    {
        await _arr.PostAsync("sonarr-HealthRestored.json", change: Bare);
        await _arr.PostAsync("sonarr-Health.json", change: Bare);
        await _arr.PostAsync("sonarr-Health.json", change: body =>
        {
            Bare(body);
            body["type"] = "RootFolderCheck";
        });

        (await AlertsAsync()).Select(alert => alert.Text).ShouldBe(["Sonarr health: \"Sonarr\" reports a problem: RootFolderCheck.", "Sonarr health: \"Sonarr\" reports a problem of its own."]);

        static void Bare(JsonNode body)
        {
            foreach (var field in new[] { "level", "type", "message", "wikiUrl" })
            {
                body.AsObject().Remove(field);
            }
        }
    }

    [Fact]
    public async Task A_download_that_needs_a_person_is_an_alert_that_says_why_and_is_told_once()
    {
        await _arr.PostAsync("radarr-ManualInteractionRequired.json");
        await _arr.PostAsync("radarr-Grab.json");

        (await AlertsAsync()).ShouldBe(
            [("webhook_received", "warn", "Radarr needs a person for Paper Lanterns: Movie title mismatch, automatic import is not possible. Manual Import required")]);
    }

    private async Task<List<(string Name, string Tone, string Text)>> AlertsAsync() =>
    [
        .. (await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts")).GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("event_name").GetString()!, item.GetProperty("tone").GetString()!, item.GetProperty("text").GetString()!)),
    ];
}
