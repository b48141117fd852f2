using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing.Template;
using Sublarr.Domain.Incoming;

namespace Sublarr.Web.Security;

/// <summary>Answers programs that call where no program is served: never with a redirect, always with the address that is meant.</summary>
internal sealed partial class WrongAddress(TimeProvider time, ILogger<WrongAddress> logger)
{
    private const int LongestPath = 200;
    private const int TellingsKept = 20;

    /// <summary>How long a call that was told of is not told of again.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _told = [];
    private DateTimeOffset _until;
    private int _untold;

    /// <summary>The addresses that take something, as a sentence.</summary>
    public static string Hint(HttpRequest request) =>
        $"Reports go to {string.Join(" or ", Enum.GetValues<ArrSource>().Select(source => $"{request.PathBase}/webhooks/{source.Key()}"))}, "
        + $"with the name of the instance behind it if there are several; the REST interface is below {request.PathBase}/api/v1.";

    /// <summary>
    /// True when something is served at the address, be it for another method. The framework has an endpoint of its own for any path at all,
    /// and takes a report to a made-up address for one with a wrong method.
    /// </summary>
    public static bool IsServed(HttpContext context) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => !endpoint.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll))
        .Any(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(context.Request.Path, []));

    /// <summary>Refuses a call that no scheme let in: 404 when its key is right, for then the address is what is wrong, else 401.</summary>
    public async Task RefuseAsync(HttpContext context)
    {
        if (await context.AuthenticateAsync(Access.ApiKey) is { Succeeded: true })
        {
            await NotFoundAsync(context);
            return;
        }

        await context.ChallengeAsync(Access.ApiKey);
    }

    /// <summary>Says that nothing is served at the address.</summary>
    public Task NotFoundAsync(HttpContext context)
    {
        Tell(context, StatusCodes.Status404NotFound);
        return Problem(context.Request).ExecuteAsync(context);
    }

    /// <summary>The body of a call to an address that takes nothing.</summary>
    public static IResult Problem(HttpRequest request) => TypedResults.Problem(
        Hint(request), statusCode: StatusCodes.Status404NotFound, title: "Nothing takes calls of programs at this address");

    /// <summary>Warns once in a while of each call. A path can be made up, so that their number is bounded too; the rest is counted.</summary>
    public void Tell(HttpContext context, int status)
    {
        // A browser that looks for an icon brings nothing that could be lost.
        if (Access.IsRead(context.Request) && !ApiKeyHandler.IsGiven(context.Request))
        {
            return;
        }

        // As it is encoded in an address: no line break of a stranger's gets into the log. The query may hold the key.
        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent();
        path = path[..Math.Min(path.Length, LongestPath)];
        var method = context.Request.Method[..Math.Min(context.Request.Method.Length, LongestPath)];
        int untold;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            // A clock that was set back must not silence it for longer.
            if (now >= _until || now < _until - Quiet)
            {
                _told.Clear();
                _until = now + Quiet;
            }

            if (_told.Count >= TellingsKept || !_told.Add($"{method} {path} {status}"))
            {
                _untold++;
                return;
            }

            (untold, _untold) = (_untold, 0);
        }

        LogWrongAddress(method, path, context.Connection.RemoteIpAddress?.ToString(), status, Hint(context.Request), untold);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Method} {Path} from {Address} was answered with {Status}, and what it brought is lost. Check address and API key where they are entered. {Hint} ({Untold} more since the last such line)")]
    private partial void LogWrongAddress(string method, string path, string? address, int status, string hint, int untold);
}
