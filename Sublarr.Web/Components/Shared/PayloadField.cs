using System.Text.Json;
using Sublarr.Domain.Events;

namespace Sublarr.Web.Components.Shared;

/// <summary>One field of a payload as people read it.</summary>
/// <param name="Name">The field's name in snake_case.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Value">What it holds here.</param>
public sealed record PayloadField(string Name, string Description, string Value)
{
    /// <summary>The fields of a payload, in its order.</summary>
    /// <param name="eventName">The event's public name.</param>
    /// <param name="data">The payload as JSON.</param>
    public static IReadOnlyList<PayloadField> Of(string eventName, string data)
    {
        var descriptions = EventCatalog.Find(eventName)?.Fields.ToDictionary(field => field.Name, field => field.Description, StringComparer.Ordinal) ?? [];
        using var document = JsonDocument.Parse(data);
        return [.. document.RootElement.EnumerateObject()
            .Select(property => new PayloadField(property.Name, descriptions.GetValueOrDefault(property.Name, ""), Text(property.Value)))];
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "–",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
