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
        : long.TryParse(header.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
