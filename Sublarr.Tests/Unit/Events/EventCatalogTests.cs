using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Events;

public sealed class EventCatalogTests
{
    private static readonly string Snapshot = Path.Combine(AppContext.BaseDirectory, "TestData", "event-catalog.json");

    public static TheoryData<string> Names => [.. EventCatalog.All.Select(entry => entry.Name)];

    [Fact]
    public void Public_names_and_fields_are_those_that_were_promised()
    {
        var promised = JsonNode.Parse(File.ReadAllText(Snapshot))!.AsObject();

        var actual = new JsonObject();
        foreach (var entry in EventCatalog.All.Where(entry => entry.PayloadType.Assembly == typeof(IDomainEvent).Assembly))
        {
            actual[entry.Name] = new JsonObject { ["version"] = entry.Version, ["fields"] = FieldsOf(entry) };
        }

        actual.ToJsonString().ShouldBe(
            promised.ToJsonString(),
            "Scripts and webhooks rely on these names. A new field or event: add it to TestData/event-catalog.json. Anything else: give the event a new version.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_is_described_to_the_last_field(string name)
    {
        var entry = EventCatalog.Find(name)!;

        entry.Label.ShouldNotBeNullOrWhiteSpace();
        entry.Description.ShouldEndWith(".");
        entry.Fields.ShouldNotBeEmpty();
        entry.Fields.ShouldAllBe(field => field.Description.Length > 3);
        entry.Schema["properties"]!.AsObject().Select(property => property.Key).ShouldBe(entry.Fields.Select(field => field.Name));
        entry.Schema["properties"]!.AsObject().ShouldAllBe(property => property.Value!["description"] != null && property.Value["type"] != null || property.Value!["enum"] != null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_fits_the_schema_and_survives_the_journey(string name)
    {
        var entry = EventCatalog.Find(name)!;

        var envelope = EventEnvelope.Of(entry.ExampleEvent, EventCause.None, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

        JsonSchemaCheck.Violations(entry.Schema, JsonNode.Parse(envelope.Data)).ShouldBeEmpty();
        JsonSerializer.Serialize(envelope.Event, entry.PayloadType, EventJson.Options).ShouldBe(envelope.Data);
        JsonSerializer.Serialize(entry.Example, EventJson.Options).ShouldBe(envelope.Data);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_shared_payload_holds_a_path_or_a_secret(string name)
    {
        var entry = EventCatalog.Find(name)!;

        using var shared = JsonDocument.Parse(entry.Share(entry.Example.GetRawText()));

        shared.RootElement.EnumerateObject().Select(field => field.Name)
            .ShouldAllBe(field => !field.Contains("path") && !field.Contains("secret") && !field.Contains("password") && !field.Contains("token"));
        TextsIn(shared.RootElement).ShouldAllBe(text => !text.StartsWith('/'));
    }

    private static IEnumerable<string> TextsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => TextsIn(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };

    [Fact]
    public void The_body_has_the_envelope_that_is_documented()
    {
        var envelope = new EventEnvelope("evt_1", "subtitle_downloaded", 1, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero), """{"title":"Café “進撃”"}""", EventCause.None);

        var body = System.Text.Encoding.UTF8.GetString(EventBody.Write(envelope, "Sublarr", isTest: false));
        var test = JsonNode.Parse(EventBody.Write(envelope, "Sublarr", isTest: true))!;

        body.ShouldBe("""{"id":"evt_1","event_name":"subtitle_downloaded","version":1,"timestamp":"2026-01-15T12:00:00Z","instance":"Sublarr","data":{"title":"Café “進撃”"}}""");
        test["test"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Ids_are_unique_and_hold_no_dot()
    {
        var now = DateTimeOffset.UtcNow;

        var ids = Enumerable.Range(0, 1000).Select(_ => EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, now).Id).ToList();

        ids.Distinct().Count().ShouldBe(1000);
        ids.ShouldAllBe(id => !id.Contains('.') && id.StartsWith("evt_"));
    }

    private static JsonArray FieldsOf(EventDescriptor entry) => [.. entry.Fields.Select(field => (JsonNode)field.Name)];
}
