using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>Notifications that say what happened in words of their own.</summary>
public sealed class OwnWordsTests : IAsyncLifetime
{
    private const string Path = "/api/v1/notifications";

    private readonly SublarrApp _app = new();
    private readonly SublarrApp _other = new();
    private HttpClient _api = null!;
    private FakeNtfy _ntfy = null!;

    public async Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        _ntfy = await FakeService.StartAsync<FakeNtfy>();
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _ntfy.DisposeAsync();
        await _app.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_told_in_them_and_one_that_they_give_nothing_for_in_the_usual_ones()
    {
        await CreateAsync("{{title}} {{#season}}S{{season}}{{/season}}", "{{#score}}Score {{score}}\nby {{provider}}{{/score}}");

        await PublishAsync(SubtitleDownloaded.Example);
        await PublishAsync(new ProviderFailed("subdl", "It is down.", 1, null));

        await Eventually.TrueAsync(() => Task.FromResult(_ntfy.Messages.Count == 2), () => $"{_ntfy.Messages.Count} of 2 messages came");
        var own = _ntfy.Messages.Single(message => message.GetProperty("title").GetString() != "Provider failed");
        var usual = _ntfy.Messages.Single(message => message.GetProperty("title").GetString() == "Provider failed");
        own.GetProperty("title").GetString().ShouldBe($"{SubtitleDownloaded.Example.Title} S{SubtitleDownloaded.Example.Season}");
        own.GetProperty("message").GetString().ShouldBe($"Score {SubtitleDownloaded.Example.Score}\nby {SubtitleDownloaded.Example.Provider}");
        usual.GetProperty("message").GetString()!.ShouldContain("It is down.");
    }

    [Fact]
    public async Task What_is_tried_out_before_it_is_saved_is_told_in_the_words_that_are_typed_and_else_in_those_that_are_stored()
    {
        var id = await CreateAsync("Stored {{title}}", "Stored text");
        var settings = new { url = _ntfy.Url, topic = "sublarr" };

        await TryAsync(new { kind = "ntfy", event_names = new[] { "subtitle_downloaded" }, settings, title_template = "Typed {{title}}", body_template = "Typed text" });
        await TryAsync(new { id, kind = "ntfy", event_names = new[] { "subtitle_downloaded" }, settings = new { topic = "sublarr" } });
        await TryAsync(new { id, kind = "ntfy", event_names = new[] { "subtitle_downloaded" }, settings = new { topic = "sublarr" }, title_template = "" });

        _ntfy.Messages.Select(message => $"{message.GetProperty("title")}: {message.GetProperty("message")}").ShouldBe(
            [$"Test: Typed {SubtitleDownloaded.Example.Title}: Typed text", $"Test: Stored {SubtitleDownloaded.Example.Title}: Stored text", "Test: Subtitle downloaded: Stored text"]);
        using var wrong = await _api.PostAsJsonAsync($"{Path}/test", new { kind = "ntfy", settings, title_template = "{{#title}}" });
        (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("title_template", out _).ShouldBeTrue();

        async Task TryAsync(object body)
        {
            using var answer = await _api.PostAsJsonAsync($"{Path}/test", body);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_line_break_in_a_value_breaks_no_line_even_verbatim()
    {
        await CreateAsync("{{{title}}}", "{{{title}}}\n{{title}}");

        await PublishAsync(ChannelLab<Sublarr.Infrastructure.Channels.Ntfy.NtfyChannel>.Downloaded("A\r\nSubject: b\u2028c"));

        await Eventually.TrueAsync(() => Task.FromResult(_ntfy.Messages.Count == 1), () => "no message came");
        _ntfy.Messages[0].GetProperty("title").GetString().ShouldBe("A  Subject: b c");
        _ntfy.Messages[0].GetProperty("message").GetString().ShouldBe("A  Subject: b c\nA  Subject: b c");
    }

    [Fact]
    public async Task They_are_previewed_with_the_example_of_any_event_and_what_it_lacks_is_named()
    {
        using var answer = await _api.PostAsJsonAsync($"{Path}/preview", new { title_template = "{{event_label}}: {{title}}", body_template = "{{#open}}", event_name = "job_failed" });

        var preview = await answer.Content.ReadFromJsonAsync<JsonElement>();
        preview.GetProperty("title").GetString().ShouldBe($"Job failed: {JobFailed.Example.Title}");
        preview.GetProperty("text").GetString()!.ShouldContain("failed: The server answered 500");
        preview.GetProperty("title_problem").ValueKind.ShouldBe(JsonValueKind.Null);
        preview.GetProperty("body_problem").GetString().ShouldBe("Line 1: {{#open}} is not closed: write {{/open}} where it ends.");
    }

    [Theory]
    [InlineData("""{"title_template":"{{title"}""", "title_template", "Line 1: {{ is not closed")]
    [InlineData("""{"body_template":"one\n{{/two}}"}""", "body_template", "Line 2: {{/two}} closes nothing")]
    [InlineData("""{"quiet_hours":{"from":"25:00","to":"07:00","time_zone":"Europe/Berlin"}}""", "quiet_hours.from", "\"25:00\" is no time of day")]
    [InlineData("""{"quiet_hours":{"from":"22:00","time_zone":"UTC"}}""", "quiet_hours.to", "is no time of day")]
    [InlineData("""{"quiet_hours":{"from":"22:00","to":"22:00","time_zone":"Europe/Berlin"}}""", "quiet_hours.to", "They end when they begin")]
    [InlineData("""{"quiet_hours":{"from":"22:00","to":"07:00","time_zone":"Mars/Base"}}""", "quiet_hours.time_zone", "There is no time zone \"Mars/Base\"")]
    public async Task What_is_wrong_is_said_at_its_field(string change, string field, string message)
    {
        var id = await CreateAsync("", "");

        using var put = await _api.PutAsync($"{Path}/{id}", new StringContent(change, Encoding.UTF8, "application/json"));

        put.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.GetProperty(field)[0].GetString()!.ShouldContain(message);
    }

    [Fact]
    public async Task They_are_in_the_API_the_schema_the_trail_and_an_export()
    {
        var id = await CreateAsync("{{title}}", "{{summary}}");
        using var put = await _api.PutAsJsonAsync($"{Path}/{id}", new { title_template = "", quiet_hours = new { from = "22:00", to = "07:00", time_zone = "Europe/Berlin" } });
        using var document = new StringContent(await _api.GetStringAsync("/api/v1/config/export"), Encoding.UTF8, "application/json");
        using var other = _other.CreateApiClient();

        using var import = await other.PostAsync("/api/v1/config/import", document);

        import.StatusCode.ShouldBe(HttpStatusCode.OK, await import.Content.ReadAsStringAsync());
        foreach (var stored in new[] { await put.Content.ReadFromJsonAsync<JsonElement>(), (await other.GetFromJsonAsync<JsonElement>(Path))[0] })
        {
            stored.GetProperty("title_template").GetString().ShouldBe("");
            stored.GetProperty("body_template").GetString().ShouldBe("{{summary}}");
            stored.GetProperty("quiet_hours").GetRawText().ShouldBe("""{"from":"22:00","to":"07:00","time_zone":"Europe/Berlin"}""");
        }

        var audit = await _api.GetFromJsonAsync<JsonElement>($"/api/v1/audit?subject=ntfy_notification&subject_id={id}");
        audit.GetProperty("items")[0].GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("field").GetString()).ShouldBe(["title_template", "quiet_hours_json"], ignoreOrder: true);
        var schema = await _api.GetFromJsonAsync<JsonElement>($"{Path}/schema");
        schema.EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "ntfy").GetProperty("tells_people").GetBoolean().ShouldBeTrue();

        using var without = await _api.PutAsync($"{Path}/{id}", new StringContent("""{"quiet_hours":{}}""", Encoding.UTF8, "application/json"));
        (await without.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("quiet_hours").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_hook_of_an_import_has_none()
    {
        const string document =
            """
            {"format":"sublarr-configuration","version":1,"subscriptions":[{"channel":"webhook","name":"W","event_names":["*"],"title_template":"x","settings":{"url":"https://example.org/"}}]}
            """;

        using var import = await _api.PostAsync("/api/v1/config/import", new StringContent(document, Encoding.UTF8, "application/json"));

        (await import.Content.ReadAsStringAsync()).ShouldContain("Webhooks send no messages to people: leave this out.");
    }

    private Task PublishAsync<TEvent>(TEvent @event)
        where TEvent : IDomainEvent<TEvent> => _app.Services.GetRequiredService<IEventBus>().PublishAsync(@event, EventCause.None, CancellationToken.None);

    private async Task<long> CreateAsync(string title, string body)
    {
        using var response = await _api.PostAsJsonAsync(Path, new
        {
            name = "Phone",
            kind = "ntfy",
            event_names = new[] { "subtitle_downloaded", "provider_failed" },
            title_template = title,
            body_template = body,
            settings = new { topic = "subtitles", url = _ntfy.Url },
        });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
