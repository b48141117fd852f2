using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Tells what an import changes, property by property.</summary>
internal static class FieldDifferences
{
    /// <summary>What differs between two records; secrets by name alone.</summary>
    /// <param name="before">What is stored; null for nothing.</param>
    /// <param name="after">What will be stored.</param>
    public static IEnumerable<FieldChange> Between<T>(T? before, T after)
        where T : class
    {
        foreach (var property in Overlay.PropertiesOf<T>())
        {
            var (old, next) = (ElementOf(property, before), ElementOf(property, after));
            if (Overlay.IsSecret(property))
            {
                foreach (var name in ChangedSecrets(property.Name, old, next))
                {
                    yield return new(name, null, null, IsSecret: true);
                }
            }
            else if (!JsonElement.DeepEquals(old, next) && !(before is null && IsNothing(next)))
            {
                yield return Overlay.MayBeSecret(property) ? Masked(property.Name, TextOf(old), TextOf(next)) : new(property.Name, Shown(old), Shown(next), IsSecret: false);
            }
        }
    }

    private static FieldChange Masked(string name, string old, string next)
    {
        var (before, after) = (ChatAddress.Shown(old), ChatAddress.Shown(next));
        return before == after ? new(name, null, null, IsSecret: true) : new(name, Known(before), Known(after), IsSecret: false);
    }

    private static JsonElement? Known(string text) => text.Length == 0 ? null : JsonSerializer.SerializeToElement(text);

    private static JsonElement ElementOf(JsonPropertyInfo property, object? owner) => owner is null
        ? JsonSerializer.SerializeToElement<object?>(null)
        : JsonSerializer.SerializeToElement(property.Get!(owner), property.PropertyType, TransferFormat.Options);

    private static JsonElement? Shown(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;

    private static bool IsNothing(JsonElement value) => value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""))
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    private static IEnumerable<string> ChangedSecrets(string name, JsonElement old, JsonElement next)
    {
        if (next.ValueKind != JsonValueKind.Object)
        {
            return TextOf(old) == TextOf(next) ? [] : [name];
        }

        var (before, after) = (Named(old), Named(next));
        return before.Keys.Union(after.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
            .Select(key => $"{name}.{key}");
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static Dictionary<string, string> Named(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().ToDictionary(member => member.Name, member => TextOf(member.Value), StringComparer.OrdinalIgnoreCase)
        : new(StringComparer.OrdinalIgnoreCase);
}
