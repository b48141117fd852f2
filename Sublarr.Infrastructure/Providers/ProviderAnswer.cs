using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers;

/// <summary>What a provider answered, whole.</summary>
/// <param name="Request">What it was asked.</param>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="At">When it came.</param>
internal sealed record ProviderAnswer(ProviderRequest Request, HttpStatusCode Status, byte[] Body, DateTimeOffset At)
{
    private const int LongestReason = 200;

    /// <summary>Its headers; those of the body too.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>What of it may be shown.</summary>
    public required Redaction Redaction { get; init; }

    /// <summary>Host and port.</summary>
    public string Target => Request.Address.Authority;

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>True for a page to look at: of a provider's own fault, of a limit, of what stands in front of it.</summary>
    public bool IsPage => Start() is var start
        && (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body as JSON; undefined where it is none. A bare text is JSON too.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonElement.Parse(Body);
            }
            catch (JsonException)
            {
                return default;
            }
        }
    }

    /// <summary>The reason that it gives, in its own words and without anything secret; null for none.</summary>
    public string? Reason => ReasonIn() is { Length: > 0 } reason ? Cut(Redaction.Text(OneLine(reason))) : null;

    /// <summary>The name of the file; null where it says none.</summary>
    public string? FileName =>
        Header("Content-Disposition") is { } text && ContentDispositionHeaderValue.TryParse(text, out var disposition)
            ? disposition.FileNameStar ?? disposition.FileName?.Trim('"')
            : null;

    /// <summary>
    /// When it wants to be asked again; null where it does not say. When a limit is whole again is told in several headers, and with every answer: only where the
    /// limit was met it says when to come back. OpenSubtitles tells of the next second even with a fault of its own.
    /// </summary>
    public DateTimeOffset? RetryAt => RetryAfter.Parse(Header("Retry-After") ?? (Status == HttpStatusCode.TooManyRequests ? Header("x-ratelimit-reset-after") ?? Header("RateLimit-Reset") : null), At);

    /// <summary>A header; null where there is none.</summary>
    /// <param name="name">Its name.</param>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    // OpenSubtitles answers 400 without a body and says why in a header.
    private string? ReasonIn() => Header("X-Reason") ?? (Json switch
    {
        { ValueKind: JsonValueKind.String } bare => bare.GetString(),
        { ValueKind: JsonValueKind.Object } said => ReasonIn(said),
        _ when IsPage => null,
        _ => Start(),
    });

    private static string? ReasonIn(JsonElement said)
    {
        foreach (var name in (ReadOnlySpan<string>)["message", "error", "errors", "detail"])
        {
            if (said.TryGetProperty(name, out var value))
            {
                return value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Array when value.GetArrayLength() > 0 => value[0].ToString(),
                    JsonValueKind.Object => ReasonIn(value),
                    _ => null,
                };
            }
        }

        return null;
    }

    private string Start() => Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, 4 * LongestReason)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text) => text.Length <= LongestReason ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestReason)}…");
}
