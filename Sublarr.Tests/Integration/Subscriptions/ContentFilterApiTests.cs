using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Integration.Subscriptions;

public sealed class ContentFilterApiTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Only_what_the_filter_lets_through_becomes_a_delivery()
    {
        var german = await CreateAsync("""{"field":"language","operator":"eq","value":"de"}""");
        var other = await CreateAsync("""{"not":{"field":"language","operator":"eq","value":"de"}}""");
        var bus = _app.Services.GetRequiredService<IEventBus>();

        await bus.PublishAsync(SubtitleDownloaded.Example with { Language = "de" }, EventCause.None, CancellationToken.None);
        await bus.PublishAsync(SubtitleDownloaded.Example with { Language = "en" }, EventCause.None, CancellationToken.None);
        await bus.PublishAsync(SubtitleDownloaded.Example with { Language = "fr" }, EventCause.None, CancellationToken.None);

        await using var context = await _app.ContextAsync();
        context.Jobs.Count(job => job.SubscriptionId == german).ShouldBe(1);
        context.Jobs.Count(job => job.SubscriptionId == other).ShouldBe(2);
    }

    [Fact]
    public async Task A_filter_is_kept_when_it_is_left_out_and_taken_away_by_an_empty_one()
    {
        var id = await CreateAsync("""{"field":"score","operator":"gte","value":80}""");

        var kept = await PutAsync(id, """{"name":"Renamed"}""");
        using var rotated = await _api.PostAsync($"/api/v1/webhooks/{id}/rotate", null);
        var still = await _api.GetFromJsonAsync<JsonElement>($"/api/v1/webhooks/{id}");
        var gone = await PutAsync(id, """{"filter":{}}""");

        kept.GetProperty("filter").GetProperty("value").GetInt32().ShouldBe(80);
        still.GetProperty("filter").GetProperty("operator").GetString().ShouldBe("gte");
        (gone.TryGetProperty("filter", out var filter) && filter.ValueKind == JsonValueKind.Object).ShouldBeFalse();
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_is_refused_by_its_name()
    {
        using var response = await _api.PostAsync("/api/v1/webhooks", Json("""{"name":"R","event_name":"*","url":"http://192.0.2.1/","filter":{"field":"a","operator":"like","value":1}}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.GetProperty("filter")[0].GetString()!.ShouldContain("is no operator");
    }

    [Fact]
    public async Task Preview_shows_which_of_the_last_events_would_be_delivered()
    {
        var bus = _app.Services.GetRequiredService<IEventBus>();
        for (var score = 0; score < 60; score++)
        {
            await bus.PublishAsync(SubtitleDownloaded.Example with { Score = score }, EventCause.None, CancellationToken.None);
        }

        using var scope = _app.Services.CreateScope();
        var preview = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
            new PreviewFilter.Query(["subtitle_*"], """{"field":"score","operator":"lt","value":15}"""), CancellationToken.None);

        preview.Total.ShouldBe(50);
        preview.Heard.Count.ShouldBe(5);
    }

    private async Task<long> CreateAsync(string filter)
    {
        using var response = await _api.PostAsync(
            "/api/v1/webhooks", Json($$"""{"name":"R","event_name":"subtitle_downloaded","url":"http://192.0.2.1/","filter":{{filter}}}"""));
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private async Task<JsonElement> PutAsync(long id, string body)
    {
        using var response = await _api.PutAsync($"/api/v1/webhooks/{id}", Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
