using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticAssets;

namespace Sublarr.Web.Security;

/// <summary>Tells the browser what our pages may do, so that a hole in one of them gives little.</summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{Nonce(context)}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https: http:; "
            + "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
        context.Response.OnStarting(StayUncachedAsync, context.Response);
        return next(context);
    });

    // What is read with a cookie or a key is nobody else's, and not for the disk. Files of ours say themselves how long they keep.
    private static Task StayUncachedAsync(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (!IsFile((HttpResponse)response))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private static bool IsFile(HttpResponse response) => response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    /// <summary>Allows one inline script of this response.</summary>
    public static string Nonce(HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
        {
            nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Items[NonceKey] = nonce;
        }

        return nonce;
    }
}
