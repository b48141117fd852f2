using System.Net.Http.Headers;
using Microsoft.AspNetCore.Components.Endpoints;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Web.Features.Account;

namespace Sublarr.Web.Security;

/// <summary>
/// Tells people from programs. Only people are led elsewhere: Sonarr and Radarr take a redirect for success, so a report sent
/// to a wrong address would be lost while their test is green.
/// </summary>
internal static class PageVisit
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string FormWithFilesType = "multipart/form-data";

    /// <summary>True when a browser asks for a page, or sends a form of one.</summary>
    public static bool Is(HttpContext context) =>
        WantsPage(context.Request) && (Access.IsRead(context.Request) || IsOurForm(context));

    // Programs that take anything say */* or nothing; browsers name html whenever they are to show a page.
    private static bool WantsPage(HttpRequest request) => request.Headers.Accept
        .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        .Any(entry => MediaTypeWithQualityHeaderValue.TryParse(entry, out var type)
            && type is { MediaType: "text/html" or "application/xhtml+xml", Quality: null or > 0 });

    // Request.HasFormContentType throws when the form's token does not fit, which is when this is asked.
    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (FormType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase) || FormWithFilesType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase));

    private static bool IsOurForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && IsForm(context.Request.ContentType)
        && (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || context.Request.Path == SignOut.Path);
}
