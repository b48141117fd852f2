using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Deliveries;

/// <summary>The whole app with a webhook, an event to publish, and the API to see what came of it.</summary>
internal sealed class DeliveryLab : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string EventName = "library_scan_complete";

    public DeliveryLab()
    {
        App = new SublarrApp();
        Api = App.CreateApiClient();
    }

    public SublarrApp App { get; }

    public HttpClient Api { get; }

    /// <summary>Creates a webhook that is tried once.</summary>
    public async Task<long> CreateAsync(string url, string name = "Receiver", string eventName = EventName)
    {
        using var response = await Api.PostAsJsonAsync("/api/v1/webhooks", new { name, event_name = eventName, url, secret = Secret, retry_count = 0 });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    public Task PublishAsync() => App.Services.GetRequiredService<IEventBus>().PublishAsync(
        (LibraryScanComplete)EventCatalog.Find(EventName)!.ExampleEvent, EventCause.None, CancellationToken.None);

    public async Task<JsonElement> GetAsync(string path) => await Api.GetFromJsonAsync<JsonElement>(path);

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var response = await Api.PostAsJsonAsync(path, body);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>The deliveries in a state, once there are so many.</summary>
    public async Task<JsonElement> UntilAsync(string state, int count = 1)
    {
        var page = default(JsonElement);
        await Eventually.TrueAsync(
            async () => (page = await GetAsync($"/api/v1/deliveries?state={state}")).GetProperty("total").GetInt32() == count,
            () => $"not {count} deliveries are {state}: {page}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await App.DisposeAsync();
    }
}
