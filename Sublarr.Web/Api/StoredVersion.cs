using System.Globalization;

namespace Sublarr.Web.Api;

/// <summary>The version of what is stored: told as <c>ETag</c>, and named by <c>If-Match</c> by who changes only what they have read.</summary>
internal static class StoredVersion
{
    /// <summary>Tells it with an answer.</summary>
    public static void Tell(HttpContext http, long version) => http.Response.Headers.ETag = $"\"{version}\"";

    /// <summary>The version that was read; null for whatever is stored. One that cannot be read is nobody's: the caller is told as if somebody else had been faster.</summary>
    /// <param name="header">The header <c>If-Match</c>.</param>
    public static long? Read(string? header) => string.IsNullOrWhiteSpace(header) || header.Trim() == "*"
        ? null
        : long.TryParse(NumberIn(header.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    // A proxy that compresses the answer gives it a tag of its own, and doesn't turn it back on the way in: W/"3" from nginx and HAProxy, "3-gzip" from Apache.
    private static ReadOnlySpan<char> NumberIn(string tag)
    {
        var text = tag.AsSpan(tag.StartsWith("W/", StringComparison.Ordinal) ? 2 : 0).Trim('"');
        var end = text.IndexOf('-');
        return end < 0 ? text : text[..end];
    }
}
