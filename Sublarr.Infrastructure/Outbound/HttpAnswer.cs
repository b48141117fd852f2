using System.Net;
using System.Text.Json;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>What a receiver answered, as far as it came.</summary>
/// <param name="Response">Its status and headers.</param>
/// <param name="Body">The beginning of its body.</param>
/// <param name="Redaction">What of it may be shown.</param>
/// <param name="At">When it came.</param>
internal readonly record struct HttpAnswer(HttpResponseMessage Response, AnswerBody Body, Redaction Redaction, DateTimeOffset At)
{
    public HttpStatusCode Status => Response.StatusCode;

    public bool IsSuccess => Response.IsSuccessStatusCode;

    /// <summary>True for a page to look at: of a sign-in, a router, a provider's "not found". Services answer programs otherwise.</summary>
    public bool IsPage => Body.Text.AsSpan().TrimStart() is var text
        && (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase));

    /// <summary>The text as it may be shown.</summary>
    public string Text => Redaction.Text(Body.Text.Trim());

    /// <summary>What the body says at a place; undefined where it says nothing there, or is no JSON.</summary>
    /// <param name="path">Names of members, the outermost first.</param>
    public JsonElement Find(params ReadOnlySpan<string> path)
    {
        var found = Json();
        foreach (var name in path)
        {
            found = found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var member) ? member : default;
        }

        return found;
    }

    /// <summary>The text at a place as it may be shown; empty where there is none.</summary>
    public string TextAt(params ReadOnlySpan<string> path) => Find(path) is { ValueKind: JsonValueKind.String } text ? Redaction.Text(text.GetString()!) : "";

    /// <summary>The whole number at a place; null where there is none.</summary>
    public long? NumberAt(params ReadOnlySpan<string> path) => Find(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>When to come back, told at a place as seconds and fractions of them; null where nothing is told.</summary>
    public DateTimeOffset? AskedAt(params ReadOnlySpan<string> path) => Find(path) is { ValueKind: JsonValueKind.Number } seconds && seconds.GetDouble() is >= 0 and var wait
        ? At.AddSeconds(Math.Min(wait, RetrySchedule.LongestDelay.TotalSeconds))
        : null;

    private JsonElement Json()
    {
        try
        {
            return JsonElement.Parse(Body.Whole);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
