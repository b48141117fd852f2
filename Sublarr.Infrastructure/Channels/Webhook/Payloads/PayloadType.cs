using System.Net.Http.Headers;
using Sublarr.Domain.Templates;

namespace Sublarr.Infrastructure.Channels.Webhook.Payloads;

/// <summary>The content type of a body, and what it means for the values in it.</summary>
/// <param name="Header">What is sent as <c>Content-Type</c>.</param>
/// <param name="Escaping">How values are written.</param>
internal sealed record PayloadType(MediaTypeHeaderValue Header, TemplateEscaping Escaping)
{
    public const string Json = "application/json";

    private const int LongestName = 100;

    /// <summary>JSON is sent without a character set: it has none but UTF-8.</summary>
    public bool IsJson => Escaping == TemplateEscaping.Json;

    /// <summary>Reads a content type such as <c>text/plain</c>; null when it is none, or none of a text in UTF-8.</summary>
    /// <param name="text">The content type; empty for JSON.</param>
    public static PayloadType? Read(string text)
    {
        if (!MediaTypeHeaderValue.TryParse(text.Length == 0 ? Json : text, out var header) || text.Length > LongestName || text.Any(char.IsControl)
            || header.CharSet?.Trim('"') is not (null or "utf-8" or "UTF-8")
            || EscapingOf(header.MediaType!.ToLowerInvariant()) is not { } escaping)
        {
            return null;
        }

        header.CharSet ??= escaping is TemplateEscaping.Json or TemplateEscaping.Form ? null : "utf-8";
        return new PayloadType(header, escaping);
    }

    private static TemplateEscaping? EscapingOf(string type) => type switch
    {
        Json or "text/json" => TemplateEscaping.Json,
        "application/x-www-form-urlencoded" => TemplateEscaping.Form,
        "text/html" or "text/xml" or "application/xml" => TemplateEscaping.Markup,
        _ when type.EndsWith("+json", StringComparison.Ordinal) => TemplateEscaping.Json,
        _ when type.EndsWith("+xml", StringComparison.Ordinal) => TemplateEscaping.Markup,
        _ when type.StartsWith("text/", StringComparison.Ordinal) => TemplateEscaping.None,
        _ => null,
    };
}
