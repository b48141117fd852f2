using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class RotationTests
{
    private const string Former = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Present = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    [Theory]
    [InlineData(0, 2)]
    [InlineData(24 * 3600 - 1, 2)]
    [InlineData(24 * 3600, 2)]
    [InlineData(24 * 3600 + 1, 1)]
    public async Task Both_secrets_sign_until_the_grace_period_ends_the_present_one_first(int secondsLater, int signatures)
    {
        var clock = new ManualClock();
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(clock);
        var settings = new WebhookSettings { Url = receiver.Url, Secret = Former }.Rotate(Present, clock.GetUtcNow(), TimeSpan.FromHours(24));
        clock.Advance(TimeSpan.FromSeconds(secondsLater));

        await lab.Channel.DeliverAsync(lab.Delivery(settings), CancellationToken.None);

        var request = receiver.Request;
        request["webhook-signature"].Split(' ').Length.ShouldBe(signatures);
        request["webhook-signature"].ShouldStartWith(StandardWebhooks.Sign(request["webhook-id"], clock.GetUtcNow(), request.Body, [StandardWebhooks.KeyOf(Present)!]));
        WebhookVerifier.Verify(request, Present, clock.GetUtcNow()).ShouldBeTrue();
        WebhookVerifier.Verify(request, Former, clock.GetUtcNow()).ShouldBe(signatures == 2);
    }

    [Fact]
    public async Task A_new_secret_is_shown_once_and_both_sign()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(api, receiver.Url);

        using var rotate = await api.PostAsJsonAsync($"/api/v1/webhooks/{id}/rotate", new { grace_hours = 1 });
        using var renamed = await api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Renamed" });
        using var test = await api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        var secret = (await rotate.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        secret.ShouldStartWith("whsec_");
        WebhookVerifier.Verify(receiver.Request, secret, DateTimeOffset.UtcNow).ShouldBeTrue();
        WebhookVerifier.Verify(receiver.Request, Former, DateTimeOffset.UtcNow).ShouldBeTrue();
        (await api.GetStringAsync($"/api/v1/webhooks/{id}")).ShouldNotContain("whsec_");
    }

    [Fact]
    public async Task Without_grace_and_after_a_secret_of_ones_own_the_former_no_longer_signs()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(api, receiver.Url);

        using var atOnce = await api.PostAsJsonAsync($"/api/v1/webhooks/{id}/rotate", new { grace_hours = 0 });
        using var first = await api.PostAsync($"/api/v1/webhooks/{id}/test", null);
        using var rotate = await api.PostAsync($"/api/v1/webhooks/{id}/rotate", null);
        using var put = await api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { secret = Present });
        using var second = await api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        atOnce.StatusCode.ShouldBe(HttpStatusCode.OK);
        rotate.StatusCode.ShouldBe(HttpStatusCode.OK);
        receiver.Requests.Count.ShouldBe(2);
        receiver.Requests.ShouldAllBe(request => !request["webhook-signature"].Contains(' '));
        WebhookVerifier.Verify(receiver.Requests[1], Present, DateTimeOffset.UtcNow).ShouldBeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(169)]
    public async Task Other_grace_periods_are_refused(int hours)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var id = await CreateAsync(api, "http://192.0.2.1/");

        using var response = await api.PostAsJsonAsync($"/api/v1/webhooks/{id}/rotate", new { grace_hours = hours });

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("grace_hours");
    }

    private static async Task<long> CreateAsync(HttpClient api, string url)
    {
        using var response = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "subtitle_downloaded", url, secret = Former });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
