using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.PlugIns.Pigeon;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>A channel of two files in an assembly of its own, of which the product knows nothing: all that other channels have, it has.</summary>
public sealed class TwoFileChannelTests : IAsyncLifetime
{
    private const string Path = "/api/v1/notifications";
    private const string Password = "coo-coo-canary";
    private const string Ribbon = "silk-canary";
    private const string Keeper = "https://discord.com/api/webhooks/1234567890/keeper-canary-keeper-canary";

    private readonly SublarrApp _app = new AppWithPlugIns();
    private readonly SublarrApp _other = new AppWithPlugIns();
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
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task It_has_a_place_in_the_API_with_schema_masks_and_rules()
    {
        var schema = await _api.GetFromJsonAsync<JsonElement>($"{Path}/schema");
        var created = await CreateAsync();
        using var wrong = await _api.PostAsJsonAsync(Path, new { name = "Homer", kind = "pigeon", event_name = "*", settings = new { grains = 0, path_mappings = new object[] { new { from = "/tv", to = "/media" }, new { from = "/films" } } } });

        var fields = schema.EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "pigeon").GetProperty("fields").EnumerateArray().ToList();
        fields.Select(field => field.GetProperty("kind").GetString())
            .ShouldBe(["text", "secret", "address", "headers", "number", "duration", "switch", "choice", "texts", "path_mappings"]);
        var settings = created.GetProperty("settings");
        settings.GetProperty("password").GetString().ShouldBe("***");
        settings.GetProperty("ribbons").GetProperty("red").GetString().ShouldBe("***");
        settings.GetProperty("keeper").GetString().ShouldBe("https://discord.com/***");
        settings.GetProperty("pace").GetString().ShouldBe("in_a_hurry");
        settings.GetProperty("grains").GetInt32().ShouldBe(12);
        settings.GetProperty("path_mappings")[0].GetProperty("to").GetString().ShouldBe(@"D:\TV");
        var errors = (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.GetProperty("settings.loft")[0].GetString().ShouldBe("Name the loft, such as north tower.");
        errors.GetProperty("settings.grains")[0].GetString().ShouldBe("Give it 1 to 100 grains.");
        errors.GetProperty("settings.path_mappings")[0].GetString().ShouldBe("Row 2: enter the folder under both its names, or remove the row.");
    }

    [Fact]
    public async Task What_was_shown_masked_and_comes_back_so_keeps_what_is_stored()
    {
        var created = await CreateAsync();
        var id = created.GetProperty("id").GetInt64();

        using var put = await _api.PutAsJsonAsync($"{Path}/{id}", new { settings = created.GetProperty("settings") });

        put.StatusCode.ShouldBe(HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        var audit = await _api.GetFromJsonAsync<JsonElement>($"/api/v1/audit?subject=carrier_pigeon&subject_id={id}");
        audit.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_log_shows_what_it_did()
    {
        var id = (await CreateAsync()).GetProperty("id").GetInt64();

        using var test = await _api.PostAsync($"{Path}/{id}/test", null);

        var result = await test.Content.ReadFromJsonAsync<JsonElement>();
        var delivery = await _api.GetStringAsync($"/api/v1/deliveries/{result.GetProperty("job_id").GetInt64()}");
        result.GetProperty("success").GetBoolean().ShouldBeTrue();
        result.GetProperty("steps")[1].GetProperty("ok").GetBoolean().ShouldBeTrue();
        result.GetProperty("detail").GetProperty("parts")[0].GetProperty("text").GetString()!.ShouldEndWith("to north tower");
        delivery.ShouldContain("Keeper's receipt");
    }

    [Fact]
    public async Task It_can_be_tried_out_before_it_is_saved_and_with_the_secrets_that_are_stored()
    {
        var id = (await CreateAsync()).GetProperty("id").GetInt64();

        using var works = await _api.PostAsJsonAsync($"{Path}/test", new { kind = "pigeon", settings = new { loft = "north tower" } });
        using var lost = await _api.PostAsJsonAsync($"{Path}/test", new { id, kind = "pigeon", settings = new { loft = PigeonChannel.LostLoft, password = "***" } });
        using var wrong = await _api.PostAsJsonAsync($"{Path}/test", new { kind = "pigeon", settings = new { loft = "" } });

        var steps = (await works.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString());
        steps.ShouldBe(["settings", "accepted"]);
        var failed = await lost.Content.ReadFromJsonAsync<JsonElement>();
        failed.GetProperty("success").GetBoolean().ShouldBeFalse();
        failed.GetProperty("steps")[1].GetProperty("message").GetString()!.ShouldContain("The pigeon never came back");
        (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("settings.loft")[0].GetString().ShouldBe("Name the loft, such as north tower.");
        (await _api.GetFromJsonAsync<JsonElement>(Path)).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_audit_trail_tells_of_its_settings_by_field_and_of_secrets_as_changed_alone()
    {
        var id = (await CreateAsync()).GetProperty("id").GetInt64();
        using var changed = await _api.PutAsJsonAsync($"{Path}/{id}", new { settings = new { loft = "south tower", password = "another-canary" } });

        var text = await _api.GetStringAsync($"/api/v1/audit?subject=carrier_pigeon&subject_id={id}");

        using var document = JsonDocument.Parse(text);
        var fields = document.RootElement.GetProperty("items")[0].GetProperty("changes").EnumerateArray().ToDictionary(change => change.GetProperty("field").GetString()!);
        fields.Keys.ShouldBe(["loft", "password"], ignoreOrder: true);
        fields["loft"].GetProperty("new").GetString().ShouldBe("south tower");
        fields["password"].GetProperty("is_secret").GetBoolean().ShouldBeTrue();
        text.ShouldNotContain("canary");
    }

    [Fact]
    public async Task It_is_carried_to_another_Sublarr_with_its_secrets()
    {
        const string passphrase = "four unusual words here";
        await CreateAsync();
        using var other = _other.CreateApiClient();

        _api.DefaultRequestHeaders.Add("X-Config-Passphrase", passphrase);
        other.DefaultRequestHeaders.Add("X-Config-Passphrase", passphrase);

        var document = await _api.GetStringAsync("/api/v1/config/export");
        using var import = await other.PostAsync("/api/v1/config/import", new StringContent(document, Encoding.UTF8, "application/json"));

        document.ShouldNotContain("canary");
        import.StatusCode.ShouldBe(HttpStatusCode.OK, await import.Content.ReadAsStringAsync());
        var carried = (await other.GetFromJsonAsync<JsonElement>(Path))[0];
        carried.GetProperty("settings").GetProperty("stops").EnumerateArray().Select(stop => stop.GetString()).ShouldBe(["mill", "bridge"]);
        carried.GetProperty("settings").GetProperty("path_mappings")[0].GetProperty("from").GetString().ShouldBe("/tv");
        var settings = ReadSettings(_other, await SubscriptionAsync(_other, carried.GetProperty("id").GetInt64()));
        (settings.Password, settings.Ribbons["red"], settings.Keeper).ShouldBe((Password, Ribbon, Keeper));
    }

    [Fact]
    public async Task What_it_gives_up_is_an_alert_that_leads_to_it()
    {
        var id = (await CreateAsync()).GetProperty("id").GetInt64();
        var bus = _app.Services.GetRequiredService<IEventBus>();
        await bus.PublishAsync(new SubscriptionDisabled(id, "Homer", "pigeon", "It is too old."), EventCause.None, CancellationToken.None);

        var alert = (await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts")).GetProperty("items")[0];

        alert.GetProperty("text").GetString().ShouldBe("Carrier pigeon “Homer” was switched off: It is too old.");
        alert.GetProperty("path").GetString().ShouldBe($"notifications/{id}");
    }

    [Fact]
    public async Task A_delivery_that_is_lost_is_an_alert_like_any_other()
    {
        using var created = await _api.PostAsJsonAsync(Path, new { name = "Lost", kind = "pigeon", event_name = "subtitle_downloaded", settings = new { loft = PigeonChannel.LostLoft } });
        created.StatusCode.ShouldBe(HttpStatusCode.Created);

        await _app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);

        JsonElement[] alerts = [];
        await Eventually.TrueAsync(
            async () => (alerts = [.. (await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts")).GetProperty("items").EnumerateArray()]).Length > 0, () => "no alert");
        alerts[0].GetProperty("text").GetString()!.ShouldContain("The pigeon never came back");
        alerts[0].GetProperty("path").GetString()!.ShouldStartWith("log/");
    }

    [Fact]
    public async Task A_preset_of_one_file_is_offered_with_the_others()
    {
        var presets = await _api.GetFromJsonAsync<JsonElement>("/api/v1/webhooks/templates");

        presets.EnumerateArray().Select(preset => preset.GetProperty("name").GetString()).ShouldContain("semaphore");
    }

    private static PigeonSettings ReadSettings(SublarrApp app, Sublarr.Domain.Subscriptions.Subscription stored) =>
        app.Services.GetRequiredService<Sublarr.Infrastructure.Settings.ChannelSettings>().Read<PigeonSettings>(stored);

    private static async Task<Sublarr.Domain.Subscriptions.Subscription> SubscriptionAsync(SublarrApp app, long id)
    {
        await using var context = await app.ContextAsync();
        return (await context.Set<Sublarr.Domain.Subscriptions.Subscription>().FindAsync(id))!;
    }

    private async Task<JsonElement> CreateAsync()
    {
        using var response = await _api.PostAsJsonAsync(Path, new
        {
            name = "Homer",
            kind = "pigeon",
            event_name = "upgrade_complete",
            settings = new { loft = "north tower", password = Password, keeper = Keeper, ribbons = new { red = Ribbon }, pace = "in_a_hurry", stops = new[] { "mill", "bridge" }, path_mappings = new[] { new { from = "/tv", to = @"D:\TV" } } },
        });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
