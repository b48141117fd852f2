using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Sublarr.Infrastructure.Audit;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Account;

/// <summary>Ends the session of this browser, in all its tabs and for every copy of its cookie.</summary>
internal static class SignOut
{
    public const string Path = "/sign-out";

    /// <summary>The field that says in which tab the button was pressed.</summary>
    public const string TabField = "tab";

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost(Path, async (HttpContext context, IAntiforgery antiforgery, Sessions sessions, Caller caller, AuditTrail trail) =>
    {
        // A form older than the sign-in: whoever still wants to leave presses the button again.
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.LocalRedirect("/");
        }

        using var named = await caller.WhoAsync() is { } actor ? trail.As(actor) : null;
        // The cookie first: a disk that cannot be written to must not keep it.
        await context.SignOutAsync(Access.Session);
        if (Sessions.IdOf(context.User) is { } session)
        {
            await sessions.EndAsync([session], context.Request.Form[TabField]);
        }

        return Results.LocalRedirect(ReturnAddress.SignInPath);
    });
}
