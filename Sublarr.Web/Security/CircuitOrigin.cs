using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Sublarr.Web.Security;

/// <summary>
/// Opens a circuit to Sublarr's own pages alone. Browsers send the cookie along with a WebSocket that a page of another port of this host opens,
/// and let it read what comes. The page's <c>Origin</c> is compared with the host that was asked for; as many proxies do not pass that on,
/// a page may instead show the pass that was written into it, which no foreign page can read.
/// </summary>
internal sealed partial class CircuitOrigin(IDataProtectionProvider protection, ILogger<CircuitOrigin> logger)
{
    /// <summary>The query parameter of the pass.</summary>
    public const string Parameter = "page";

    private const string Hub = "/_blazor";

    private readonly IDataProtector _protector = protection.CreateProtector("Sublarr.CircuitOrigin");

    /// <summary>The pass of a page for whoever is signed in; null when nobody is.</summary>
    public string? PassFor(HttpContext context) =>
        Sessions.AdministratorOf(context.User) is { } administrator ? _protector.Protect(administrator.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>Refuses the request when it is about a circuit and comes from a foreign page. True when it was refused.</summary>
    public async Task<bool> RefusesAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsConnecting(request) || request.Headers.Origin is not [{ Length: > 0 } origin] || IsAskedHost(origin, request) || HasPass(context))
        {
            return false;
        }

        LogRefused(origin.ReplaceLineEndings(" "), context.Request.Host.ToString());
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync("This page is not one of this Sublarr's. Open Sublarr's own address, or load the page again.", context.RequestAborted);
        return true;
    }

    // What ends a circuit names it by a secret, and is sent by a page that is going away.
    private static bool IsConnecting(HttpRequest request) => request.Path.StartsWithSegments(Hub, StringComparison.OrdinalIgnoreCase, out var rest) && rest != "/disconnect" && rest != "/initializers";

    private static bool IsAskedHost(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (IsHost(request.Host, page) || (request.Headers["X-Forwarded-Host"] is [{ Length: > 0 } forwarded] && IsHost(new HostString(forwarded), page)));

    // A host without a port is at the usual port of the page's scheme: which one the browser sees, a proxy alone knows.
    private static bool IsHost(HostString host, Uri page)
    {
        if (!host.HasValue || !Uri.TryCreate($"{page.Scheme}://{host.Value}", UriKind.Absolute, out var asked))
        {
            return false;
        }

        return asked.Port == page.Port && asked.IdnHost.Equals(page.IdnHost, StringComparison.OrdinalIgnoreCase);
    }

    private bool HasPass(HttpContext context)
    {
        if (context.Request.Query[Parameter] is not [{ Length: > 0 } pass] || Sessions.AdministratorOf(context.User) is not { } administrator)
        {
            return false;
        }

        try
        {
            return _protector.Unprotect(pass) == administrator.ToString(CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a page of {Origin} that wanted to connect to {Host} with the sign-in of its visitor")]
    private partial void LogRefused(string origin, string host);
}
