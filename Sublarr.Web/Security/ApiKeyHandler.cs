using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Security;

/// <summary>
/// The key of machines: header, query parameter, or the password of basic auth, which is all that Sonarr and Radarr can send.
/// A signed-in browser may read without it, and no more: a foreign page can make a browser send the cookie, but not the key.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SublarrOptions sublarr)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The header of the key.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The query parameter of the key.</summary>
    public const string Parameter = "apikey";

    private bool _keyGiven;

    /// <summary>True when a key was sent, be it right or wrong.</summary>
    public static bool IsGiven(HttpRequest request) =>
        request.Headers.ContainsKey(Header) || request.Headers.Authorization.Count > 0 || request.Query.ContainsKey(Parameter);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Any of them will do: a reverse proxy may ask for a basic auth of its own beside our key.
        var given = GivenKeys().ToList();
        if (given.Exists(IsOurs))
        {
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "API key")], Scheme.Name);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
        }

        if (Access.IsRead(Request) && await Context.AuthenticateAsync(Access.Session) is { Succeeded: true } session)
        {
            return AuthenticateResult.Success(new AuthenticationTicket(session.Principal, Scheme.Name));
        }

        _keyGiven = given.Count > 0;
        return _keyGiven ? AuthenticateResult.Fail("The API key is wrong.") : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // The right key is let in however many wrong ones come from its address: behind a proxy everybody may share one.
        if (_keyGiven && Context.RequestServices.GetRequiredService<WrongKeys>().IsTooMany(Visitor.AddressOf(Context)))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = "60";
            return Response.WriteAsync("The API key is wrong, and this address has sent too many wrong ones. Wait a minute.", Context.RequestAborted);
        }

        Context.RequestServices.GetRequiredService<WrongAddress>().Tell(Context, StatusCodes.Status401Unauthorized);
        Response.Headers.WWWAuthenticate = "Basic realm=\"Sublarr\", charset=\"UTF-8\"";
        var problem = Results.Problem(
            statusCode: StatusCodes.Status401Unauthorized,
            title: _keyGiven ? "The API key is wrong" : "The API key is missing",
            detail: $"Send it as the header {Header}, as the query parameter {Parameter}, or as the password of basic auth with any user name. "
                + "Sublarr shows it under Settings. A signed-in browser may read without it, but not change anything. "
                + WrongAddress.Hint(Request));
        return problem.ExecuteAsync(Context);
    }

    private IEnumerable<string> GivenKeys()
    {
        if (Request.Headers.TryGetValue(Header, out var header))
        {
            yield return header.ToString();
        }

        foreach (var parameter in Parameters())
        {
            yield return parameter;
        }

        foreach (var password in BasicPasswords())
        {
            yield return password;
        }
    }

    // A plus is a blank by the rules of forms, and a plus to whoever pastes the key into an address.
    private IEnumerable<string> Parameters()
    {
        foreach (var pair in new QueryStringEnumerable(Request.QueryString.Value))
        {
            if (pair.DecodeName().Span.Equals(Parameter, StringComparison.OrdinalIgnoreCase))
            {
                yield return pair.DecodeValue().ToString();
                yield return Uri.UnescapeDataString(pair.EncodedValue.Span);
            }
        }
    }

    // RFC 7617 leaves the encoding open: Sonarr and Radarr send ISO-8859-1, curl and browsers UTF-8.
    private IEnumerable<string> BasicPasswords()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var value)
            || !"Basic".Equals(value.Scheme, StringComparison.OrdinalIgnoreCase)
            || value.Parameter is null)
        {
            yield break;
        }

        var bytes = new byte[value.Parameter.Length];
        if (!Convert.TryFromBase64String(value.Parameter, bytes, out var length))
        {
            yield break;
        }

        // The user name holds no colon, the password may.
        var colon = Array.IndexOf(bytes, (byte)':', 0, length);
        if (colon < 0)
        {
            yield break;
        }

        var password = bytes.AsMemory(colon + 1, length - colon - 1);
        yield return Encoding.Latin1.GetString(password.Span);
        yield return Encoding.UTF8.GetString(password.Span);
    }

    // Hashes have one length: the time tells neither how long the key is nor how much of it was right.
    private bool IsOurs(string given) =>
        sublarr.ApiKey.Length > 0
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(sublarr.ApiKey)));
}
