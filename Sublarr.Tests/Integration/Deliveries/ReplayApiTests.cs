using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Deliveries;

public sealed class ReplayApiTests : IAsyncLifetime
{
    private readonly DeliveryLab _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task A_dry_run_counts_a_replay_sends_and_a_second_one_finds_nothing()
    {
        await using var receiver = WebhookReceiver.Start().Then(ReceiverAnswer.Status(400), ReceiverAnswer.Status(400));
        var subscription = await _lab.CreateAsync(receiver.Url);
        await _lab.PublishAsync();
        await _lab.PublishAsync();
        await _lab.UntilAsync("dead", 2);
        var range = new { subscription_id = subscription, since = "2020-01-01T00:00:00Z", until = "2999-01-01T00:00:00Z" };

        var dry = await _lab.PostAsync("/api/v1/deliveries/replay", new { range.subscription_id, range.since, range.until, dry_run = true });
        var requestsAfterDry = receiver.Requests.Count;
        var first = await _lab.PostAsync("/api/v1/deliveries/replay", range);
        await _lab.UntilAsync("succeeded", 2);
        var second = await _lab.PostAsync("/api/v1/deliveries/replay", range);

        dry.Status.ShouldBe(HttpStatusCode.OK);
        dry.Body.ToString().ShouldBe("""{"count":2,"job_id":null}""");
        requestsAfterDry.ShouldBe(2);
        first.Status.ShouldBe(HttpStatusCode.Accepted);
        first.Body.GetProperty("count").GetInt32().ShouldBe(2);
        second.Body.ToString().ShouldBe("""{"count":0,"job_id":null}""");
        receiver.Requests.Count.ShouldBe(4);
        var progress = await _lab.GetAsync($"/api/v1/deliveries/replay/{first.Body.GetProperty("job_id").GetInt64()}");
        progress.GetProperty("queued").GetInt32().ShouldBe(2);
        progress.GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"until":"2026-01-01T00:00:00Z"}""", "since")]
    [InlineData("""{"since":"2026-01-01T00:00:00Z"}""", "until")]
    [InlineData("""{"since":"2026-02-01T00:00:00Z","until":"2026-01-01T00:00:00Z"}""", "since")]
    [InlineData("""{"since":"2026-01-01T00:00:00Z","until":"2026-02-01T00:00:00Z","subscription_id":99}""", "subscription_id")]
    [InlineData("""{"since":"2026-01-01T00:00:00Z","until":"2026-02-01T00:00:00Z","subscription_id":"all"}""", "subscription_id")]
    [InlineData("""{"since":5,"until":"2026-02-01T00:00:00Z"}""", "since")]
    [InlineData("""{"since":"soon","until":"2026-02-01T00:00:00Z"}""", "since")]
    [InlineData("""{"since":"2026-01-01T00:00:00Z","until":"2026-02-01T00:00:00Z","dry_run":"yes"}""", "dry_run")]
    [InlineData("""{"since":"2026-01-01T00:00:00Z","until":"2026-02-01T00:00:00Z","per_second":0}""", "per_second")]
    [InlineData("[]", "body")]
    public async Task A_field_that_cannot_be_used_is_named(string body, string field)
    {
        using var response = await _lab.Api.PostAsync("/api/v1/deliveries/replay", new StringContent(body, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Fact]
    public async Task An_event_is_sent_to_another_receiver_and_marked_as_a_replay()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var other = WebhookReceiver.Start();
        await _lab.CreateAsync(receiver.Url);
        var deaf = await _lab.CreateAsync(other.Url, "Archive", "batch_complete");
        await _lab.PublishAsync();
        var eventId = (await _lab.UntilAsync("succeeded")).GetProperty("items")[0].GetProperty("event_id").GetString();

        var sent = await _lab.PostAsync($"/api/v1/events/{eventId}/send", new { subscription_id = deaf });
        await _lab.UntilAsync("succeeded", 2);
        var delivery = await _lab.GetAsync($"/api/v1/deliveries/{sent.Body.GetProperty("delivery_id").GetInt64()}");
        var job = await _lab.GetAsync($"/api/v1/jobs/{sent.Body.GetProperty("delivery_id").GetInt64()}");

        sent.Status.ShouldBe(HttpStatusCode.Accepted);
        other.Request["webhook-id"].ShouldBe(eventId);
        receiver.Requests.Count.ShouldBe(1);
        delivery.GetProperty("attempts")[0].GetProperty("trigger").GetString().ShouldBe("manual");
        job.GetProperty("job").GetProperty("title").GetString()!.ShouldStartWith("Replay: ");
    }

    [Fact]
    public async Task Sending_what_or_where_nobody_knows_is_refused()
    {
        await using var receiver = WebhookReceiver.Start();
        await _lab.CreateAsync(receiver.Url);
        await _lab.PublishAsync();
        var eventId = (await _lab.UntilAsync("succeeded")).GetProperty("items")[0].GetProperty("event_id").GetString();

        var unknownEvent = await _lab.PostAsync("/api/v1/events/evt_nothing/send", new { subscription_id = 1 });
        var unknownTarget = await _lab.PostAsync($"/api/v1/events/{eventId}/send", new { subscription_id = 99 });
        var noTarget = await _lab.PostAsync($"/api/v1/events/{eventId}/send", new { });

        unknownEvent.Status.ShouldBe(HttpStatusCode.NotFound);
        unknownTarget.Status.ShouldBe(HttpStatusCode.BadRequest);
        unknownTarget.Body.GetProperty("errors").TryGetProperty("subscription_id", out _).ShouldBeTrue();
        noTarget.Status.ShouldBe(HttpStatusCode.BadRequest);
        noTarget.Body.GetProperty("errors").TryGetProperty("subscription_id", out _).ShouldBeTrue();
    }
}
