using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sublarr.Tests.Fixtures;

/// <summary>An ntfy server on a free port of this machine: takes messages as JSON at its root, knows one protected topic, and refuses as ntfy does.</summary>
internal sealed class FakeNtfy : IAsyncDisposable
{
    public const string ProtectedTopic = "private";
    public const string Token = "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2";

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<JsonElement> _heard = new();

    private FakeNtfy(WebApplication server) => _server = server;

    public string Url => _server.Urls.First();

    /// <summary>What was published, in its order.</summary>
    public IReadOnlyList<JsonElement> Messages => [.. _heard];

    /// <summary>The headers of the last request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    /// <summary>How every request is refused; null takes it.</summary>
    public (int Status, int Code, string Error)? Refusal { get; set; }

    /// <summary>What a refusal says of when to come back; null for nothing.</summary>
    public string? RetryAfter { get; set; }

    public static async Task<FakeNtfy> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var ntfy = new FakeNtfy(server);
        server.MapPost("/", (Delegate)ntfy.PublishAsync);
        server.MapFallback(() => Refused(StatusCodes.Status404NotFound, 40401, "page not found"));
        await server.StartAsync();
        return ntfy;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task<IResult> PublishAsync(HttpContext http)
    {
        Headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var authorization = http.Request.Headers.Authorization.ToString();
        if (Refusal is { } refusal)
        {
            if (RetryAfter is { } pause)
            {
                http.Response.Headers.RetryAfter = pause;
            }

            return Refused(refusal.Status, refusal.Code, refusal.Error);
        }

        if (authorization.Length > 0 && authorization != $"Bearer {Token}")
        {
            return Refused(StatusCodes.Status401Unauthorized, 40101, "unauthorized");
        }

        using var document = await JsonDocument.ParseAsync(http.Request.Body);
        var message = document.RootElement.Clone();
        var topic = message.GetProperty("topic").GetString();
        if (topic == ProtectedTopic && authorization.Length == 0)
        {
            return Refused(StatusCodes.Status403Forbidden, 40301, "forbidden");
        }

        _heard.Enqueue(message);
        return Results.Json(new { id = "sPs71M8A2T", time = 1763664480, expires = 1763707680, @event = "message", topic, message = message.GetProperty("message").GetString() });
    }

    private static IResult Refused(int status, int code, string error) =>
        Results.Json(new { code, http = status, error, link = "https://ntfy.sh/docs/publish/" }, statusCode: status);
}
