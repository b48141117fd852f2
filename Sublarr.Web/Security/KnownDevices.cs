using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Sublarr.Web.Security;

/// <summary>
/// Recognizes browsers that somebody has signed in with, by a cookie that outlives the sign-in. It opens nothing; it lets the
/// browser try its password while others are slowed down for guessing.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Sublarr.KnownDevice").ToTimeLimitedDataProtector();

    private string CookieName => $"{cookies.Get(Access.Session).Cookie.Name}-device";

    /// <summary>Who knocks.</summary>
    public Visitor VisitorOf(HttpContext context)
    {
        var address = Visitor.AddressOf(context);
        return new(address?.ToString(), Visitor.NetworkOf(address), context.Request.Headers.UserAgent.ToString(), Read(context));
    }

    /// <summary>Marks the browser as one that this user has signed in with.</summary>
    public void Remember(HttpContext context, string userName)
    {
        var id = Read(context) is { } known && known.UserName == userName ? known.Id : RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Cookies.Append(CookieName, _protector.Protect($"{id}:{userName}", Lifetime), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Lifetime,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            IsEssential = true,
        });
    }

    /// <summary>The browser, when it is known; null when it is not, or its cookie is not of this Sublarr's making.</summary>
    public KnownDevice? Read(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(CookieName, out var cookie))
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(cookie).Split(':', 2) is [var id, var userName] ? new(id, userName) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>A browser that somebody has signed in with.</summary>
/// <param name="Id">Random.</param>
/// <param name="UserName">Who.</param>
internal sealed record KnownDevice(string Id, string UserName);
