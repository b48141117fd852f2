using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>An ntfy server: takes messages as JSON at its root, knows one protected topic, and refuses as ntfy does.</summary>
internal sealed class FakeNtfy : FakeService
{
    public const string ProtectedTopic = "private";
    public const string Token = "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2";

    private readonly ConcurrentQueue<JsonElement> _published = new();

    /// <summary>What was published, in its order.</summary>
    public IReadOnlyList<JsonElement> Messages => [.. _published];

    /// <summary>The headers of the last request.</summary>
    public IReadOnlyDictionary<string, string> Headers => Requests[^1].Headers;

    /// <summary>How every request is refused; null takes it.</summary>
    public (int Status, int Code, string Error)? Refusal { get; set; }

    /// <summary>What a refusal says of when to come back; null for nothing.</summary>
    public string? RetryAfter { get; set; }

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (request is not { Method: "POST", Path: "/" })
        {
            return Refused(StatusCodes.Status404NotFound, 40401, "page not found");
        }

        if (Refusal is { } refusal)
        {
            return Refused(refusal.Status, refusal.Code, refusal.Error) with { Headers = RetryAfter is { } pause ? [("Retry-After", pause)] : [] };
        }

        var authorization = request.Headers.GetValueOrDefault("Authorization", "");
        if (authorization.Length > 0 && authorization != $"Bearer {Token}")
        {
            return Refused(StatusCodes.Status401Unauthorized, 40101, "unauthorized");
        }

        var message = request.Json;
        var topic = message.GetProperty("topic").GetString();
        if (topic == ProtectedTopic && authorization.Length == 0)
        {
            return Refused(StatusCodes.Status403Forbidden, 40301, "forbidden");
        }

        _published.Enqueue(message);
        return new(200, JsonSerializer.Serialize(
            new { id = "sPs71M8A2T", time = 1763664480, expires = 1763707680, @event = "message", topic, message = message.GetProperty("message").GetString() }));
    }

    private static ServiceAnswer Refused(int status, int code, string error) =>
        new(status, JsonSerializer.Serialize(new { code, http = status, error, link = "https://ntfy.sh/docs/publish/" }));
}
