using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Security;

/// <summary>
/// How many forms of strangers are looked at side by side. Each refusal is held back for a second, so this bounds what a flood
/// of guesses costs before any of them is read; a browser that is known does not stand in this queue.
/// </summary>
internal static class SignInLimits
{
    /// <summary>From one place.</summary>
    public const int OfNetwork = 8;

    /// <summary>From everywhere.</summary>
    public const int OfAll = 64;

    public static IServiceCollection AddSignInLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (context, cancellationToken) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            await context.HttpContext.Response.WriteAsync(GuessBrake.Words, cancellationToken);
        };
        limits.AddPolicy(Access.SignInLimit, static context => IsOfStranger(context) ? Partition(Visitor.NetworkOf(Visitor.AddressOf(context)), OfNetwork) : Free);
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(static context =>
            IsLimited(context) && IsOfStranger(context)
                ? Partition("everywhere", OfAll)
                : Free);
    });

    /// <summary>True for a page that costs a password check.</summary>
    public static bool IsLimited(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Access.SignInLimit;

    private static RateLimitPartition<string> Free => RateLimitPartition.GetNoLimiter("free");

    private static bool IsOfStranger(HttpContext context) =>
        !Access.IsRead(context.Request) && context.RequestServices.GetRequiredService<KnownDevices>().Read(context) is null;

    private static RateLimitPartition<string> Partition(string name, int permits) =>
        RateLimitPartition.GetConcurrencyLimiter(name, _ => new ConcurrencyLimiterOptions { PermitLimit = permits });
}
