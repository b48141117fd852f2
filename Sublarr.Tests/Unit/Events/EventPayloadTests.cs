using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Events;

namespace Sublarr.Tests.Unit.Events;

public sealed class EventPayloadTests
{
    private static readonly EventDescriptor Downloaded = EventCatalog.Find("subtitle_downloaded")!;

    [Fact]
    public void Every_example_is_a_payload_of_its_event()
    {
        foreach (var descriptor in EventCatalog.All)
        {
            EventPayload.ProblemsOf(descriptor, descriptor.Example).ShouldBeEmpty(descriptor.Name);
        }
    }

    [Theory]
    [InlineData("score", "\"many\"", "\"score\" must be a whole number.")]
    [InlineData("score", "1.5", "\"score\" must be a whole number.")]
    [InlineData("title", "null", "\"title\" must be a text.")]
    [InlineData("forced", "1", "\"forced\" must be true or false.")]
    [InlineData("media_type", "\"song\"", "\"media_type\" must be one of episode, movie.")]
    [InlineData("season", "\"two\"", "\"season\" must be a whole number or null.")]
    [InlineData("colour", "\"red\"", "\"colour\" is no field of this event.")]
    public void A_wrong_field_is_named_with_what_it_must_be(string field, string value, string problem) =>
        ProblemsAfter(payload => payload[field] = JsonNode.Parse(value)).ShouldBe([problem]);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => ProblemsAfter(payload =>
    {
        payload.Remove("title");
        payload["score"] = "many";
    }).ShouldBe(["\"title\" is missing.", "\"score\" must be a whole number."]);

    [Fact]
    public void A_list_is_looked_into()
    {
        var configured = EventCatalog.Find("config_updated")!;
        var payload = JsonNode.Parse(configured.Example.GetRawText())!;
        payload["changed_keys"] = new JsonArray("url", 5);

        EventPayload.ProblemsOf(configured, JsonSerializer.SerializeToElement(payload)).ShouldBe(["\"changed_keys[1]\" must be a text."]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void What_is_no_object_is_no_payload(string json) =>
        EventPayload.ProblemsOf(Downloaded, JsonDocument.Parse(json).RootElement).ShouldBe(["The payload must be an object."]);

    private static IReadOnlyList<string> ProblemsAfter(Action<JsonObject> change)
    {
        var payload = JsonNode.Parse(Downloaded.Example.GetRawText())!.AsObject();
        change(payload);
        return EventPayload.ProblemsOf(Downloaded, JsonSerializer.SerializeToElement(payload));
    }
}
