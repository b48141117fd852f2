namespace Sublarr.Web.Security;

/// <summary>
/// Answers with addresses that name neither scheme nor host. What Sublarr sees of them is the proxy's way to it and not the browser's
/// way to the proxy: a page loaded over https may not lead to http, and a port gets lost.
/// </summary>
internal static class RelativeRedirects
{
    public static IApplicationBuilder UseRelativeRedirects(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                if (context.Response.Headers.Location is [{ Length: > 0 } location])
                {
                    context.Response.Headers.Location = Relative(location, context.Request.PathBase);
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    });

    /// <summary>The address as a path of this host.</summary>
    /// <param name="location">From Sublarr's root, such as <c>/sign-in</c>, or absolute as the framework makes it.</param>
    /// <param name="pathBase">The path that Sublarr is published below.</param>
    public static string Relative(string location, PathString pathBase)
    {
        if (location is "/" or ['/', not ('/' or '\\'), ..])
        {
            return pathBase.ToUriComponent() + location;
        }

        // "http://host//evil.example" would become the address of another host.
        return Uri.TryCreate(location, UriKind.Absolute, out var address)
            ? "/" + (address.PathAndQuery + address.Fragment).TrimStart('/', '\\')
            : location;
    }
}
