using System.Text.RegularExpressions;

namespace Sublarr.Web.Security;

/// <summary>
/// The path below which a reverse proxy publishes Sublarr: what the proxy says in <c>X-Forwarded-Prefix</c>, else <c>SUBLARR_BASE_PATH</c>.
/// Whether the proxy takes it off before it passes a request on does not matter. Nobody is harmed who says something wrong in the
/// header: it is written into the links of the answer to the same request, and no page can make another's browser send it.
/// </summary>
internal static partial class PublishedPath
{
    private const string Header = "X-Forwarded-Prefix";

    /// <summary>Sets the base of the request's path, before anything looks at it.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="configured">The path when the proxy does not tell; empty for none.</param>
    public static IApplicationBuilder UsePublishedPath(this IApplicationBuilder app, string configured) => app.Use((context, next) =>
    {
        var request = context.Request;
        // An address entered as "http://sublarr:5765/" with "/webhooks/sonarr" behind it.
        request.Path = WithOneSlash(request.Path);
        var path = request.Headers.TryGetValue(Header, out var told) && Parse(told) is { } forwarded ? forwarded : configured;
        if (path.Length > 0)
        {
            request.PathBase = path;
            if (request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase, out var asked, out var rest))
            {
                request.PathBase = asked;
                request.Path = WithOneSlash(rest);
            }
        }

        return next(context);
    });

    /// <summary>A path such as <c>/sublarr</c>, without a slash at its end; empty for the root, and null for what is none.</summary>
    public static string? Parse(string? text)
    {
        var path = text?.Trim().TrimEnd('/') ?? "";
        return path.Length == 0 || Plain().IsMatch(path) ? path : null;
    }

    private static PathString WithOneSlash(PathString path) => path.Value switch
    {
        ['/', '/', ..] many => "/" + many.TrimStart('/'),
        null or "" => "/",
        _ => path,
    };

    // Nothing that would mean something else in html, in a header, or to a browser that resolves it.
    [GeneratedRegex(@"\A(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}){1,8}\z")]
    private static partial Regex Plain();
}
