using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class SendingApiTests : IAsyncLifetime
{
    private static readonly int[] Usual = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_new_webhook_has_the_usual_schedule_and_limits()
    {
        var webhook = await CreateAsync(new { });

        ScheduleOf(webhook).ShouldBe(Usual);
        webhook.GetProperty("retry_count").GetInt32().ShouldBe(7);
        (Number(webhook, "in_flight"), Number(webhook, "rate_limit"), Number(webhook, "max_age")).ShouldBe((4, 0, 0));
        webhook.GetProperty("rate_period").GetString().ShouldBe("second");
    }

    [Fact]
    public async Task Limits_are_stored_and_kept_when_they_are_left_out()
    {
        var webhook = await CreateAsync(new { in_flight = 2, rate_limit = 30, rate_period = "minute", max_age = 43_200 });

        var renamed = await PutAsync(webhook, new { name = "Renamed" });

        (Number(renamed, "in_flight"), Number(renamed, "rate_limit"), Number(renamed, "max_age")).ShouldBe((2, 30, 43_200));
        renamed.GetProperty("rate_period").GetString().ShouldBe("minute");
    }

    [Fact]
    public async Task An_order_is_stored_and_kept_when_it_is_left_out_and_a_word_of_another_kind_is_refused()
    {
        var webhook = await CreateAsync(new { });
        webhook.GetProperty("ordering").GetString().ShouldBe("none");

        (await PutAsync(webhook, new { ordering = "per_title" })).GetProperty("ordering").GetString().ShouldBe("per_title");
        (await PutAsync(webhook, new { name = "Renamed" })).GetProperty("ordering").GetString().ShouldBe("per_title");
        using var refused = await _api.PutAsync(PathOf(webhook), new StringContent("""{"ordering": "alphabetical"}""", System.Text.Encoding.UTF8, "application/json"));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_waits_for_its_turn_goes_on_when_the_order_is_switched_off()
    {
        await using var receiver = WebhookReceiver.Start().Then(ReceiverAnswer.Status(500));
        var webhook = await PutAsync(await CreateAsync(new { }), new { url = receiver.Url, ordering = "per_title", enabled = true });
        var bus = _app.Services.GetRequiredService<IEventBus>();
        await bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await Eventually.TrueAsync(() => receiver.Requests.Count == 1, "the first is not tried");
        await bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await Eventually.TrueAsync(async () => await StatesAsync() is [JobState.Retrying, JobState.Queued], () => "the second does not wait");

        await PutAsync(webhook, new { ordering = "none" });

        await Eventually.TrueAsync(async () => await StatesAsync() is [JobState.Retrying, JobState.Succeeded], () => "the second still waits");
    }

    [Fact]
    public async Task A_schedule_decides_the_number_of_retries_and_a_number_cuts_or_lengthens_the_schedule()
    {
        var webhook = await CreateAsync(new { retry_schedule = new[] { 10, 60, 3_600 } });
        (Number(webhook, "retry_count"), string.Join(' ', ScheduleOf(webhook))).ShouldBe((3, "10 60 3600"));

        ScheduleOf(await PutAsync(webhook, new { name = "Renamed" })).ShouldBe([10, 60, 3_600]);
        ScheduleOf(await PutAsync(webhook, new { retry_count = 5 })).ShouldBe([10, 60, 3_600, 3_600, 3_600]);
        ScheduleOf(await PutAsync(webhook, new { retry_count = 1 })).ShouldBe([10]);
        ScheduleOf(await PutAsync(webhook, new { retry_schedule = Usual, retry_count = 2 })).ShouldBe([5, 300]);
        ScheduleOf(await PutAsync(webhook, new { retry_schedule = Array.Empty<int>() })).ShouldBeEmpty();
        Number(await PutAsync(webhook, new { retry_count = 7 }), "retry_count").ShouldBe(7);
    }

    [Theory]
    [InlineData("""{"in_flight": 0}""", "in_flight")]
    [InlineData("""{"in_flight": 17}""", "in_flight")]
    [InlineData("""{"rate_limit": -1}""", "rate_limit")]
    [InlineData("""{"rate_limit": 101}""", "rate_limit")]
    [InlineData("""{"max_age": -1}""", "max_age")]
    [InlineData("""{"max_age": 31536001}""", "max_age")]
    [InlineData("""{"retry_count": 21}""", "retry_count")]
    [InlineData("""{"retry_count": -1}""", "retry_count")]
    [InlineData("""{"retry_schedule": [0]}""", "retry_schedule")]
    [InlineData("""{"retry_schedule": [-5]}""", "retry_schedule")]
    [InlineData("""{"retry_schedule": [604801]}""", "retry_schedule")]
    [InlineData("""{"retry_schedule": [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}""", "retry_schedule")]
    public async Task What_is_out_of_range_is_refused_by_its_name(string body, string field)
    {
        var webhook = await CreateAsync(new { });

        using var put = await _api.PutAsync(PathOf(webhook), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        put.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Fact]
    public async Task What_changed_is_published_by_its_name()
    {
        var webhook = await CreateAsync(new { });
        await PutAsync(webhook, new { rate_limit = 5, retry_schedule = new[] { 9 } });

        await using var context = await _app.ContextAsync();
        var data = context.Events.OrderByDescending(row => row.Sequence).First().Data;
        var keys = JsonSerializer.Deserialize<JsonElement>(data).GetProperty("changed_keys").EnumerateArray().Select(key => key.GetString());
        keys.ShouldBe(["retry_count", "rate_limit", "retry_schedule"], ignoreOrder: true);
    }

    private async Task<List<JobState>> StatesAsync()
    {
        await using var context = await _app.ContextAsync();
        return [.. context.Jobs.Where(job => job.Kind == JobKinds.Deliver).OrderBy(job => job.Id).Select(job => job.State)];
    }

    private static int[] ScheduleOf(JsonElement webhook) => [.. webhook.GetProperty("retry_schedule").EnumerateArray().Select(wait => wait.GetInt32())];

    private static int Number(JsonElement webhook, string field) => webhook.GetProperty(field).GetInt32();

    private static string PathOf(JsonElement webhook) => $"/api/v1/webhooks/{webhook.GetProperty("id").GetInt64()}";

    private async Task<JsonElement> CreateAsync(object fields)
    {
        var body = JsonSerializer.SerializeToNode(fields)!.AsObject();
        (body["name"], body["event_name"], body["url"], body["enabled"]) = ("Receiver", "subtitle_downloaded", "http://192.0.2.1/", false);
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> PutAsync(JsonElement webhook, object fields)
    {
        using var response = await _api.PutAsJsonAsync(PathOf(webhook), fields);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
