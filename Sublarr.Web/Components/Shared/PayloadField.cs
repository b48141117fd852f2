using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;

namespace Sublarr.Web.Components.Shared;

/// <summary>One field of a payload as people read it.</summary>
/// <param name="Name">The field's name in snake_case.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Value">What it holds here.</param>
public sealed record PayloadField(string Name, string Label, string Description, string Value)
{
    private const string Nothing = "–";

    /// <summary>Whether it says nothing here.</summary>
    public bool IsEmpty => Value == Nothing;

    /// <summary>The fields of a payload, in its order.</summary>
    /// <param name="eventName">The event's public name.</param>
    /// <param name="data">The payload as JSON.</param>
    public static IReadOnlyList<PayloadField> Of(string eventName, string data)
    {
        var descriptions = EventCatalog.Find(eventName)?.Fields.ToDictionary(field => field.Name, field => field.Description, StringComparer.Ordinal) ?? [];
        using var document = JsonDocument.Parse(data);
        return [.. document.RootElement.EnumerateObject()
            .Select(property => new PayloadField(property.Name, LabelOf(property), descriptions.GetValueOrDefault(property.Name, ""), Text(property)))];
    }

    private static string LabelOf(JsonProperty property) => Wording.Kind((property.Name.StartsWith("is_", StringComparison.Ordinal) ? property.Name[3..] : property.Name).Replace('_', '-'))
        .Replace("Tvdb", "TheTVDB", StringComparison.Ordinal).Replace("Tmdb", "TMDB", StringComparison.Ordinal).Replace("Imdb", "IMDb", StringComparison.Ordinal);

    // What the name of a field says about its value.
    private static string Text(JsonProperty property) => (property.Name, property.Value) switch
    {
        ("language" or "source_language" or "target_language", { ValueKind: JsonValueKind.String } code) => LanguageCode.Find(code.GetString())?.Language.Name ?? Text(code),
        ("provider", { ValueKind: JsonValueKind.String } name) => Say.Provider(name.GetString()!),
        ("providers", { ValueKind: JsonValueKind.Array } names) when names.GetArrayLength() > 0 =>
            string.Join(", ", names.EnumerateArray().Select(name => Say.Provider(Text(name)))),
        ("size", { ValueKind: JsonValueKind.Number } size) when size.TryGetInt64(out var bytes) => Wording.Bytes(bytes),
        ("duration_ms", { ValueKind: JsonValueKind.Number } took) when took.TryGetInt64(out var milliseconds) => Wording.Milliseconds(milliseconds),
        var (_, value) => Text(value),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Nothing,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array when value.GetArrayLength() == 0 => Nothing,
        JsonValueKind.Array => string.Join(value[0].ValueKind == JsonValueKind.Object ? "\n\n" : ", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join('\n', value.EnumerateObject()
            .Select(part => (Label: LabelOf(part), Text: Text(part))).Where(part => part.Text != Nothing).Select(part => $"{part.Label}: {part.Text}")),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
