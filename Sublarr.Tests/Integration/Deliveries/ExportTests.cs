using System.Net;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Access;
using Sublarr.Web.Features.Deliveries;

namespace Sublarr.Tests.Integration.Deliveries;

public sealed class ExportTests : IAsyncLifetime
{
    private readonly DeliveryLab _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task The_filtered_log_is_exported_and_no_cell_is_a_formula()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500));
        await _lab.CreateAsync(receiver.Url, "=cmd|' /C calc'!A0, \"quoted\"");
        await _lab.PublishAsync();
        await _lab.UntilAsync("dead");

        using var csv = await _lab.Api.GetAsync("/api/v1/deliveries/export?format=csv&state=dead");
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        using var json = await _lab.Api.GetAsync("/api/v1/deliveries/export?format=json&error_class=http");
        using var none = await _lab.Api.GetAsync("/api/v1/deliveries/export?format=json&state=succeeded");

        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        csv.Content.Headers.ContentDisposition!.FileName.ShouldBe("deliveries.csv");
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("id,state,error_class,");
        lines[1].ShouldContain(",\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\",webhook,");
        JsonElement.Parse(await json.Content.ReadAsStringAsync())[0].GetProperty("error_class").GetString().ShouldBe("http");
        (await none.Content.ReadAsStringAsync()).ShouldBe("[]");
    }

    [Theory]
    [InlineData("format=xml", "format")]
    [InlineData("format=csv&since=never", "since")]
    [InlineData("format=csv&since=2026-02-01&until=2026-01-01", "since")]
    public async Task What_cannot_be_exported_is_named(string query, string field)
    {
        using var response = await _lab.Api.GetAsync($"/api/v1/deliveries/export?{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_exports_without_a_key_or_a_session()
    {
        using var stranger = _lab.App.CreateClient();

        using var response = await stranger.GetAsync("/api/v1/deliveries/export?format=csv");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_signed_in_browser_exports_with_its_cookie()
    {
        using var browser = new Browser(_lab.App);
        using var signedIn = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);

        using var response = await browser.GetAsync("/api/v1/deliveries/export?format=csv");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldStartWith("id,state,");
    }

    [Fact]
    public async Task An_attempt_as_curl_carries_a_signature_of_now_and_not_the_secret()
    {
        await using var receiver = WebhookReceiver.Start();
        await _lab.CreateAsync(receiver.Url);
        await _lab.PublishAsync();
        var id = (await _lab.UntilAsync("succeeded")).GetProperty("items")[0].GetProperty("id").GetInt64();
        var attempt = (await _lab.GetAsync($"/api/v1/deliveries/{id}")).GetProperty("attempts")[0].GetProperty("id").GetInt64();
        var mediator = _lab.App.Services.GetRequiredService<IMediator>();

        var curl = await mediator.Send(new GetCurl.Query(attempt));
        var unknown = await mediator.Send(new GetCurl.Query(4711));

        curl.ShouldNotBeNull();
        curl.ShouldNotContain(DeliveryLab.Secret);
        curl.ShouldNotContain(DeliveryLab.Secret["whsec_".Length..]);
        curl.ShouldContain($"--url '{receiver.Url}'");
        var headers = curl.Split("--header '").Skip(1).Select(part => part[..part.IndexOf('\'')].Split(": ", 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        WebhookVerifier.Verify(headers, receiver.Request.Body, DeliveryLab.Secret, DateTimeOffset.UtcNow).ShouldBeTrue();
        curl[(curl.IndexOf("--data-raw '", StringComparison.Ordinal) + "--data-raw '".Length)..^1].ShouldBe(System.Text.Encoding.UTF8.GetString(receiver.Request.Body));
        unknown.ShouldBeNull();
    }
}
