using System.Text.Json;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>A content filter on its way between JSON and the database.</summary>
internal static class ContentFilterText
{
    /// <summary>True when rows can be made of it: it is a filter, or none.</summary>
    public static bool IsReadable(string? text) => text is null || ProblemOf(text) is null;

    /// <summary>What is wrong with a filter, as a sentence; null when nothing is.</summary>
    public static string? ProblemOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            ContentFilter.Read(document.RootElement, out var problem);
            return problem;
        }
        catch (JsonException exception)
        {
            return $"The filter is no JSON: {exception.Message}";
        }
    }

    /// <summary>What a filter lets through, in a few words.</summary>
    public static string Sentence(string? json) => (IsReadable(json) ? ContentFilterRows.Of(json) : null)?.Sentence() ?? "A filter as JSON";

    /// <summary>What is stored of what was sent: nothing keeps the present filter, an empty object takes it away.</summary>
    public static string? Stored(JsonElement? sent, string? present) => sent switch
    {
        null => present,
        { ValueKind: JsonValueKind.Object } json when !json.EnumerateObject().Any() => null,
        { } json => JsonSerializer.Serialize(json),
    };

    /// <summary>A stored filter as it is shown.</summary>
    public static JsonElement? Shown(string? stored)
    {
        if (stored is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(stored);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // As the text it is: whoever mends it sees what it was.
            return JsonSerializer.SerializeToElement(stored);
        }
    }
}
