using System.Text.Json;

namespace Sublarr.Domain;

/// <summary>Reads what another program answers, whose shape is its own affair: what is missing or of another type reads as nothing, never as an error.</summary>
public static class ForeignJson
{
    /// <summary>A member; undefined where there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text; null where there is none.</summary>
    public static string? TextOf(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number; null where there is none.</summary>
    public static int? NumberOf(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>A whole number, however long; null where there is none.</summary>
    public static long? IdOf(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>True where it is said to be so.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    /// <summary>A moment, in UTC; null where there is none.</summary>
    public static DateTimeOffset? TimeOf(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : null;

    /// <summary>The elements of a list; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>The elements of a list that is a member.</summary>
    public static IEnumerable<JsonElement> ItemsOf(this JsonElement element, string name) => element.Member(name).Items();
}
