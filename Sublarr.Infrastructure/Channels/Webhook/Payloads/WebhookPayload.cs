using System.Text;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Templates;

namespace Sublarr.Infrastructure.Channels.Webhook.Payloads;

/// <summary>A webhook's own body, made from a template.</summary>
internal sealed class WebhookPayload
{
    private readonly Template _template;
    private readonly PayloadType _type;
    private readonly bool _hasFields;

    private WebhookPayload(Template template, PayloadType type, bool hasFields) => (_template, _type, _hasFields) = (template, type, hasFields);

    public System.Net.Http.Headers.MediaTypeHeaderValue ContentType => _type.Header;

    /// <summary>Reads a template.</summary>
    /// <param name="template">Its text.</param>
    /// <param name="contentType">What it makes; empty for JSON.</param>
    /// <param name="problem">What is wrong with it, as a sentence; null when nothing is.</param>
    public static WebhookPayload? Read(string template, string contentType, out string? problem)
    {
        if (PayloadType.Read(contentType) is not { } type)
        {
            problem = $"\"{contentType}\" is no content type of a text: enter one such as {PayloadType.Json} or text/plain.";
            return null;
        }

        return Template.Read(template, type.Escaping, out problem) is { } read
            ? new WebhookPayload(read, type, template.Contains(EventValues.Fields, StringComparison.Ordinal))
            : null;
    }

    /// <summary>The body for an event.</summary>
    /// <param name="event">What has happened.</param>
    /// <param name="body">The usual body.</param>
    /// <param name="secrets">What it may name besides.</param>
    public PayloadOutput Write(EventEnvelope @event, byte[] body, SecretValues? secrets = null)
    {
        using var usual = JsonDocument.Parse(body);
        using var words = EventValues.Of(@event, usual.RootElement, _hasFields);
        var written = _template.Render((secrets ?? SecretValues.None).Scope, usual.RootElement.GetProperty("data"), words.RootElement, usual.RootElement);
        var output = new PayloadOutput(written.Text, null, written.Missing);
        var problem = written.Problem ?? (_type.IsJson ? ProblemOfJson(output.Bytes) : null);
        return problem is null ? output : output with { Problem = $"The payload template gives no body for {@event.Name}. {problem}" };
    }

    /// <summary>The first problem with the example of one of these events; null when there is none.</summary>
    /// <param name="events">The events to try.</param>
    /// <param name="secrets">What it may name besides.</param>
    public string? ProblemWith(IEnumerable<EventDescriptor> events, SecretValues secrets) => events
        .Select(each => EventEnvelope.Of(each.ExampleEvent, EventCause.None, DateTimeOffset.UnixEpoch))
        .Select(example => Write(example, EventBody.Write(example, "Sublarr", isTest: false), secrets).Problem)
        .FirstOrDefault(problem => problem is not null);

    // Read to its end and thrown away: nothing is asked of it but that it can be read.
    private static string? ProblemOfJson(byte[] text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException broken)
        {
            var line = (broken.LineNumber ?? 0) + 1;
            return $"Line {line} of the result is no JSON: check quotes and commas there.";
        }
    }
}

/// <summary>What a template made of an event.</summary>
/// <param name="Text">The body; what there is of it when there is a problem.</param>
/// <param name="Problem">Why it cannot be sent, as a sentence; null when it can.</param>
/// <param name="Missing">Names that the event does not have.</param>
internal sealed record PayloadOutput(string Text, string? Problem, IReadOnlyCollection<string> Missing)
{
    /// <summary>The very bytes that are signed and sent.</summary>
    public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Text);
}
