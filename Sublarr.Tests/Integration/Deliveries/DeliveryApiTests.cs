using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Deliveries;

public sealed class DeliveryApiTests : IAsyncLifetime
{
    private readonly DeliveryLab _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task The_log_shows_each_delivery_and_its_attempts_with_the_secret_masked()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500));
        var subscription = await _lab.CreateAsync(receiver.Url);

        await _lab.PublishAsync();
        var listed = await _lab.UntilAsync("dead");
        var delivery = listed.GetProperty("items")[0];
        var one = await _lab.GetAsync($"/api/v1/deliveries/{delivery.GetProperty("id").GetInt64()}");

        listed.GetProperty("total").GetInt32().ShouldBe(1);
        delivery.GetProperty("error_class").GetString().ShouldBe("http");
        delivery.GetProperty("subscription").GetProperty("id").GetInt64().ShouldBe(subscription);
        delivery.GetProperty("subscription").GetProperty("channel").GetString().ShouldBe("webhook");
        delivery.GetProperty("event_name").GetString().ShouldBe("library_scan_complete");
        delivery.GetProperty("event_id").GetString().ShouldBe(receiver.Request["webhook-id"]);
        delivery.GetProperty("attempts").GetInt32().ShouldBe(1);
        delivery.GetProperty("last_reason").GetString()!.ShouldContain("500");
        delivery.GetProperty("finished_at").ValueKind.ShouldBe(JsonValueKind.String);
        delivery.GetProperty("next_attempt_at").ValueKind.ShouldBe(JsonValueKind.Null);
        var attempt = one.GetProperty("attempts")[0];
        attempt.GetProperty("detail").GetProperty("http").GetProperty("status_code").GetInt32().ShouldBe(500);
        one.ToString().ShouldNotContain(DeliveryLab.Secret);
    }

    [Fact]
    public async Task Each_filter_leaves_out_what_does_not_match()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500));
        var subscription = await _lab.CreateAsync(receiver.Url);
        await _lab.PublishAsync();
        await _lab.UntilAsync("dead");

        string[] matching =
        [
            "state=dead", "error_class=http", $"subscription_id={subscription}", "event_name=library_scan_complete", "since=2020-01-01", "until=2999-01-01T00:00:00Z",
            "text=500", "limit=1", "limit=99999999999", "state=", "offset=-5", "before=99999", "exact_total=true",
            "since=0001-01-01T00:00:00Z", "until=9999-12-31T23:59:59Z",
        ];
        string[] others =
        [
            "state=succeeded", "error_class=timeout_connect", "subscription_id=99", "event_name=nothing", "since=2999-01-01", "until=2020-01-01", "text=%25", "text=_____________________", "before=1",
        ];

        foreach (var query in matching)
        {
            (await _lab.GetAsync($"/api/v1/deliveries?{query}")).GetProperty("items").GetArrayLength().ShouldBe(1, query);
        }

        foreach (var query in others)
        {
            (await _lab.GetAsync($"/api/v1/deliveries?{query}")).GetProperty("total").GetInt32().ShouldBe(0, query);
        }
    }

    [Theory]
    [InlineData("state=broken", "state")]
    [InlineData("state=1", "state")]
    [InlineData("error_class=none", "error_class")]
    [InlineData("subscription_id=abc", "subscription_id")]
    [InlineData("subscription_id=99999999999999999999", "subscription_id")]
    [InlineData("since=yesterday", "since")]
    [InlineData("until=2026-13-45", "until")]
    [InlineData("since=2026-02-01&until=2026-01-01", "since")]
    [InlineData("limit=many", "limit")]
    [InlineData("offset=1.5", "offset")]
    [InlineData("before=last", "before")]
    [InlineData("exact_total=please", "exact_total")]
    public async Task A_filter_that_cannot_be_read_is_named(string query, string field)
    {
        using var response = await _lab.Api.GetAsync($"/api/v1/deliveries?{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Fact]
    public async Task A_resend_is_a_manual_attempt_under_the_same_event_id()
    {
        await using var receiver = WebhookReceiver.Start().Then(ReceiverAnswer.Status(500));
        await _lab.CreateAsync(receiver.Url);
        await _lab.PublishAsync();
        var id = (await _lab.UntilAsync("dead")).GetProperty("items")[0].GetProperty("id").GetInt64();

        using var resend = await _lab.Api.PostAsync($"/api/v1/deliveries/{id}/resend", null);
        await _lab.UntilAsync("succeeded");

        resend.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        receiver.Requests.Select(request => request["webhook-id"]).Distinct().ShouldHaveSingleItem();
        var attempts = (await _lab.GetAsync($"/api/v1/deliveries/{id}")).GetProperty("attempts");
        attempts.EnumerateArray().Select(attempt => attempt.GetProperty("trigger").GetString()).ShouldBe(["automatic", "manual"]);
    }

    [Fact]
    public async Task What_does_not_exist_is_answered_with_a_problem()
    {
        using var show = await _lab.Api.GetAsync("/api/v1/deliveries/4711");
        using var resend = await _lab.Api.PostAsync("/api/v1/deliveries/4711/resend", null);

        foreach (var response in new[] { show, resend })
        {
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain("4711");
        }
    }

    [Fact]
    public async Task A_delivery_that_is_being_sent_cannot_be_sent_again()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Hang);
        await _lab.CreateAsync(receiver.Url);
        await _lab.PublishAsync();
        await Eventually.TrueAsync(() => receiver.Connections > 0, "nothing was sent");
        var id = (await _lab.GetAsync("/api/v1/deliveries?state=running")).GetProperty("items")[0].GetProperty("id").GetInt64();

        using var resend = await _lab.Api.PostAsync($"/api/v1/deliveries/{id}/resend", null);

        resend.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        resend.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var cancel = await _lab.Api.PostAsync($"/api/v1/jobs/{id}/cancel", null);
    }
}
