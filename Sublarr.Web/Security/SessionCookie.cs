using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Sublarr.Web.Security;

/// <summary>The cookie of a signed-in browser.</summary>
internal static class SessionCookie
{
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        // Many run Sublarr without HTTPS inside their own network.
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = RefuseEndedAsync;
        options.Events.OnRedirectToLogin = AskToSignInAsync;
    }

    private static async Task RefuseEndedAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (!sessions.IsOpen(context.Principal))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Access.Session);
        }
    }

    private static async Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (Access.IsMachineCall(request))
        {
            await context.HttpContext.ChallengeAsync(Access.ApiKey);
        }
        else if (request.Headers.XRequestedWith == "XMLHttpRequest" || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
        {
            // The circuit's own calls: a script cannot follow a redirect to a page.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (!PageVisit.Is(context.HttpContext))
        {
            await context.HttpContext.RequestServices.GetRequiredService<WrongAddress>().RefuseAsync(context.HttpContext);
        }
        else if (await context.HttpContext.RequestServices.GetRequiredService<FirstRun>().IsDueAsync(context.HttpContext.RequestAborted))
        {
            context.Response.Redirect(FirstRun.Path);
        }
        else
        {
            // What was sent is lost by then: only a page that was asked for is worth going back to.
            context.Response.Redirect(ReturnAddress.SignIn(Access.IsRead(request) ? request.Path + request.QueryString : null));
        }
    }
}
