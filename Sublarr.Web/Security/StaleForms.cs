using Microsoft.AspNetCore.Antiforgery;

namespace Sublarr.Web.Security;

/// <summary>
/// Shows a form again whose anti-forgery token no longer fits, where the framework answers with an empty 400: somebody signed
/// in in another tab meanwhile, or the page is older than the keys.
/// </summary>
internal static class StaleForms
{
    /// <summary>Tells the page why it is shown again: <c>?after=stale</c>.</summary>
    public const string Reason = "stale";

    public static IApplicationBuilder UseStaleForms(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        if (!PageVisit.Is(context))
        {
            return context.RequestServices.GetRequiredService<WrongAddress>().RefuseAsync(context);
        }

        var again = context.Request.Path + context.Request.QueryString.Add("after", Reason);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = again;
        return Task.CompletedTask;
    });
}
