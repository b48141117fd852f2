using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.PlugIns.Events;

namespace Sublarr.Tests.Integration.Events;

/// <summary>An event of one file in an assembly of which the product knows nothing: it is chosen, tested, delivered, carried and told like any other.</summary>
public sealed class OneFileEventTests : IAsyncLifetime
{
    private const string Notifications = "/api/v1/notifications";

    private readonly AppWithPlugIns _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task It_is_in_the_catalog_with_fields_schema_and_example()
    {
        var entry = (await _api.GetFromJsonAsync<JsonElement>("/api/v1/events/catalog")).EnumerateArray().Single(each => each.GetProperty("name").GetString() == "egg_laid");

        entry.GetProperty("label").GetString().ShouldBe("Egg laid");
        entry.GetProperty("payload_keys").EnumerateArray().Select(key => key.GetString()).ShouldBe(["pigeon", "eggs"]);
        entry.GetProperty("schema").GetProperty("properties").GetProperty("eggs").GetProperty("description").GetString().ShouldBe("How many eggs are in the nest now.");
        entry.GetProperty("example").GetProperty("eggs").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task It_is_subscribed_to_tested_and_delivered_and_the_log_finds_it()
    {
        var id = await SubscribeAsync(_api);

        await PublishAsync();
        var found = await FirstAsync("/api/v1/deliveries?event_name=egg_laid");
        using var test = await _api.PostAsync($"{Notifications}/{id}/test", null);

        (await test.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetProperty("parts")[0].GetProperty("text").GetString().ShouldBe("egg_laid to north tower");
        found.GetProperty("event_name").GetString().ShouldBe("egg_laid");
        found.GetProperty("subscription").GetProperty("name").GetString().ShouldBe("Homer");
    }

    [Fact]
    public async Task It_is_the_alert_that_it_says_it_is()
    {
        await PublishAsync();

        var alert = await FirstAsync("/api/v1/alerts");

        alert.GetProperty("event_name").GetString().ShouldBe("egg_laid");
        alert.GetProperty("text").GetString().ShouldBe("Homer laid an egg: there are 2 now");
    }

    [Fact]
    public async Task Who_hears_it_is_told_in_the_audit_trail_and_carried_to_another_Sublarr()
    {
        var id = await SubscribeAsync(_api);
        await using var other = new AppWithPlugIns();
        using var there = other.CreateApiClient();

        var document = await _api.GetStringAsync("/api/v1/config/export");
        using var import = await there.PostAsync("/api/v1/config/import", new StringContent(document, Encoding.UTF8, "application/json"));

        import.StatusCode.ShouldBe(HttpStatusCode.OK, await import.Content.ReadAsStringAsync());
        var carried = (await there.GetFromJsonAsync<JsonElement>(Notifications))[0];
        carried.GetProperty("event_names").EnumerateArray().Select(name => name.GetString()).ShouldBe(["egg_laid"]);
        (await _api.GetStringAsync($"/api/v1/audit?subject=carrier_pigeon&subject_id={id}")).ShouldContain("egg_laid");
    }

    private static async Task<long> SubscribeAsync(HttpClient api)
    {
        using var created = await api.PostAsJsonAsync(
            Notifications, new { name = "Homer", kind = "pigeon", event_names = new[] { "egg_laid" }, settings = new { loft = "north tower" } });
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        return (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private Task PublishAsync() => _app.Services.GetRequiredService<IEventBus>().PublishAsync(EggLaid.Example, EventCause.None, CancellationToken.None);

    private async Task<JsonElement> FirstAsync(string path)
    {
        var found = default(JsonElement);
        await Eventually.TrueAsync(
            async () =>
            {
                var items = (await _api.GetFromJsonAsync<JsonElement>(path)).GetProperty("items");
                found = items.GetArrayLength() > 0 ? items[0] : default;
                return items.GetArrayLength() > 0;
            },
            () => $"nothing at {path}");
        return found;
    }
}
