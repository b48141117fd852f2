using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sublarr.Domain.Events;

/// <summary>Says whether a payload that a person wrote is one of an event's.</summary>
public static class EventPayload
{
    /// <summary>What is wrong with it, one sentence for each field; empty when it is a payload of that event.</summary>
    /// <param name="descriptor">The event.</param>
    /// <param name="data">The payload.</param>
    public static IReadOnlyList<string> ProblemsOf(EventDescriptor descriptor, JsonElement data) => [.. ProblemsIn(descriptor.Schema, data, "")];

    private static IEnumerable<string> ProblemsIn(JsonNode schema, JsonElement value, string at)
    {
        var types = TypesOf(schema);
        if (types.Length > 0 && !Array.Exists(types, type => IsOf(type, value)))
        {
            return [$"{Name(at)} must be {string.Join(" or ", types.Select(Words))}."];
        }

        if (schema["enum"] is JsonArray words && !words.Any(word => JsonElement.DeepEquals(JsonSerializer.SerializeToElement(word), value)))
        {
            return [$"{Name(at)} must be one of {string.Join(", ", words.Select(word => word?.ToString() ?? "null"))}."];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object when schema["properties"] is JsonObject fields => ProblemsOfFields(schema, fields, value, at),
            JsonValueKind.Array when schema["items"] is { } item => value.EnumerateArray().SelectMany((each, index) => ProblemsIn(item, each, $"{at}[{index}]")),
            _ => [],
        };
    }

    private static IEnumerable<string> ProblemsOfFields(JsonNode schema, JsonObject fields, JsonElement value, string at)
    {
        var prefix = at.Length == 0 ? "" : at + ".";
        var required = schema["required"] is JsonArray names ? names.Select(name => name!.ToString()) : [];
        foreach (var name in required.Where(name => !value.TryGetProperty(name, out _)))
        {
            yield return $"{Name(prefix + name)} is missing.";
        }

        foreach (var field in value.EnumerateObject())
        {
            if (fields[field.Name] is not { } inner)
            {
                yield return $"{Name(prefix + field.Name)} is no field of this event.";
                continue;
            }

            foreach (var problem in ProblemsIn(inner, field.Value, prefix + field.Name))
            {
                yield return problem;
            }
        }
    }

    private static string Name(string at) => at.Length == 0 ? "The payload" : $"\"{at}\"";

    private static string[] TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => type!.ToString())],
        { } one => [one.ToString()],
        _ => [],
    };

    private static string Words(string type) => type switch
    {
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "a text",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "an object",
        _ => type,
    };

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => true,
    };
}
