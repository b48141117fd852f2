using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Settings;

/// <summary>Hears what is wrong with an object while it is laid over a record, and knows what its secrets mean.</summary>
internal interface IOverlayReading
{
    /// <summary>Something cannot be used.</summary>
    /// <param name="path">Where.</param>
    /// <param name="message">Why and what helps, as sentences.</param>
    void Refuse(string path, string message);

    /// <summary>The plain text of a secret.</summary>
    /// <param name="value">As written.</param>
    /// <param name="path">Where.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="stored">What is stored now; empty for nothing.</param>
    string Secret(JsonElement value, string path, string purpose, string stored);
}

/// <summary>Lays a JSON object over a record, property by property: what the object leaves out stays, and every wrong value is named.</summary>
internal static class Overlay
{
    /// <summary>The properties of a record as the document names them.</summary>
    public static IEnumerable<JsonPropertyInfo> PropertiesOf<T>() => SettingsJson.Strict.GetTypeInfo(typeof(T)).Properties;

    /// <summary>True for what is encrypted at rest.</summary>
    public static bool IsSecret(JsonPropertyInfo property) => property.AttributeProvider is PropertyInfo member && member.IsDefined(typeof(SecretAttribute));

    /// <summary>True for an address that may be a secret itself.</summary>
    public static bool MayBeSecret(JsonPropertyInfo property) => property.AttributeProvider is PropertyInfo member && member.IsDefined(typeof(SecretAddressAttribute));

    /// <summary>True for the address of a chat.</summary>
    public static bool IsSecretAddress(JsonNode? value) => value is JsonValue && ChatAddress.IsSecret(value.GetValue<string>());

    /// <summary>The record with what the object says.</summary>
    /// <param name="present">What is stored now, or the defaults.</param>
    /// <param name="members">The object's properties.</param>
    /// <param name="path">Where the object is.</param>
    /// <param name="purpose">What its secrets are for.</param>
    /// <param name="reading">Hears what is wrong.</param>
    public static T Lay<T>(T present, IEnumerable<JsonProperty> members, string path, string purpose, IOverlayReading reading)
        where T : class
    {
        var result = JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(present, SettingsJson.Strict), SettingsJson.Strict)!;
        foreach (var member in members)
        {
            var memberPath = $"{path}.{member.Name}";
            if (PropertiesOf<T>().FirstOrDefault(property => property.Name == member.Name) is not { Set: { } set } property)
            {
                reading.Refuse(memberPath, "Sublarr knows no such field here. Correct the name, or remove it.");
            }
            else if (IsSecret(property) || (MayBeSecret(property) && member.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Object))
            {
                set(result, SecretsOf(property, member.Value, property.Get!(present), memberPath, $"{purpose}.{member.Name}", reading));
            }
            else if (TryRead(property, member.Value, out var value))
            {
                set(result, value);
            }
            else
            {
                reading.Refuse(memberPath, $"The value has the wrong type: {ExpectedOf(property.PropertyType)}.");
            }
        }

        return result;
    }

    private static object SecretsOf(JsonPropertyInfo property, JsonElement value, object? stored, string path, string purpose, IOverlayReading reading)
    {
        if (property.PropertyType == typeof(string))
        {
            return reading.Secret(value, path, purpose, stored as string ?? "");
        }

        var result = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (value.ValueKind != JsonValueKind.Object)
        {
            reading.Refuse(path, "The value has the wrong type: it must be an object of names and secrets.");
            return result;
        }

        var known = new Dictionary<string, string>((Dictionary<string, string>?)stored ?? [], StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.EnumerateObject())
        {
            if (!result.TryAdd(member.Name, reading.Secret(member.Value, $"{path}.{member.Name}", purpose, known.GetValueOrDefault(member.Name, ""))))
            {
                reading.Refuse($"{path}.{member.Name}", "Two of them have the same name: remove one.");
            }
        }

        // Found by their exact names, as they are once they are read from the database.
        return new Dictionary<string, string>(result, StringComparer.Ordinal);
    }

    private static bool TryRead(JsonPropertyInfo property, JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Null)
        {
            return property.IsSetNullable;
        }

        // The framework does not look into lists for this.
        if (json.ValueKind == JsonValueKind.Array && json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null))
        {
            return false;
        }

        try
        {
            value = json.Deserialize(property.PropertyType, SettingsJson.Strict);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string ExpectedOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } words => $"it must be one of {string.Join(", ", Enum.GetNames(words).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}",
        var text when text == typeof(string) => "it must be a text",
        var flag when flag == typeof(bool) => "it must be true or false",
        var number when number == typeof(int) || number == typeof(long) => "it must be a whole number",
        var time when time == typeof(DateTimeOffset) => "it must be a time such as 2026-01-15T12:00:00Z",
        var list when list.IsAssignableTo(typeof(IEnumerable)) => "it must be a list",
        _ => "see an exported document",
    };
}
