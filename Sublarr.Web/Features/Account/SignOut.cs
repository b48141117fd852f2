using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Account;

/// <summary>Ends the sign-in of this browser.</summary>
internal static class SignOut
{
    public const string Path = "/sign-out";

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost(Path, async (HttpContext context, IAntiforgery antiforgery) =>
    {
        // A form older than the sign-in: whoever still wants to leave presses the button again.
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.LocalRedirect("/");
        }

        await context.SignOutAsync(Access.Session);
        return Results.LocalRedirect(ReturnAddress.SignInPath);
    });
}
