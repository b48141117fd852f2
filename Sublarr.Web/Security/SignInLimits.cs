using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Security;

/// <summary>
/// How many forms of strangers are looked at side by side. Each refusal is held back for a second, so this bounds what a flood
/// of guesses costs before any of them is read; a browser that is known is not counted.
/// </summary>
/// <remarks>
/// Two counts, and not ASP.NET Core's rate limiting: its limiters look for idle partitions ten times a second for as long as the process lives
/// (System.Threading.RateLimiting 10.0), also when nobody signs in, and its middleware never lets go of them.
/// </remarks>
internal sealed class SignInLimits(KnownDevices devices)
{
    /// <summary>From one place.</summary>
    public const int OfNetwork = 8;

    /// <summary>From everywhere.</summary>
    public const int OfAll = 64;

    private readonly Dictionary<string, int> _networks = [];
    private readonly Lock _lock = new();
    private int _all;

    /// <summary>Answers the request, or refuses it with 429 when as many forms as may be are being looked at.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (!SignInFormAttribute.IsOn(context) || Access.IsRead(context.Request) || devices.Read(context) is not null)
        {
            await next(context);
            return;
        }

        var network = Visitor.NetworkOf(Visitor.AddressOf(context));
        if (!TryEnter(network))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
            await context.Response.WriteAsync(GuessBrake.Words, context.RequestAborted);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Leave(network);
        }
    }

    private bool TryEnter(string network)
    {
        lock (_lock)
        {
            var inside = _networks.GetValueOrDefault(network);
            if (inside >= OfNetwork || _all >= OfAll)
            {
                return false;
            }

            _networks[network] = inside + 1;
            _all++;
            return true;
        }
    }

    private void Leave(string network)
    {
        lock (_lock)
        {
            _all--;
            // Addresses of a flood are not kept.
            if (--_networks[network] == 0)
            {
                _networks.Remove(network);
            }
        }
    }
}
