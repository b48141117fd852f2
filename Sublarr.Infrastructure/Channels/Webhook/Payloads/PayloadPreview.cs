using Sublarr.Domain.Events;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Webhook.Payloads;

/// <summary>Shows what a template makes, without sending it.</summary>
/// <param name="options">Knows the name of this Sublarr.</param>
public sealed class PayloadPreview(SublarrOptions options)
{
    /// <summary>What is wrong with a template: it cannot be read, or gives no body for the example of an event that is sent. Null when nothing is.</summary>
    /// <param name="template">Its text.</param>
    /// <param name="contentType">What it makes; empty for JSON.</param>
    /// <param name="eventNames">Names and patterns of the events that are sent.</param>
    public static string? ProblemOf(string template, string contentType, IEnumerable<string> eventNames)
    {
        var filter = new EventFilter(eventNames);
        return WebhookPayload.Read(template, contentType, out var problem) is { } payload
            ? payload.ProblemWith(EventCatalog.All.Where(known => filter.Matches(known.Name)), SecretValues.Masked(template))
            : problem;
    }

    /// <summary>The body for one event.</summary>
    /// <param name="template">Its text; empty for the usual body.</param>
    /// <param name="contentType">What it makes; empty for JSON.</param>
    /// <param name="event">The event.</param>
    public Shown Show(string template, string contentType, EventEnvelope @event)
    {
        var usual = EventBody.Write(@event, options.InstanceName, isTest: false);
        if (template.Length == 0)
        {
            return new(System.Text.Encoding.UTF8.GetString(usual), null, []);
        }

        if (WebhookPayload.Read(template, contentType, out var problem) is not { } payload)
        {
            return new("", problem, []);
        }

        var output = payload.Write(@event, usual, SecretValues.Masked(template));
        return new(output.Text, output.Problem, output.Missing);
    }

    /// <summary>What a template made.</summary>
    /// <param name="Body">The body; what there is of it when there is a problem.</param>
    /// <param name="Problem">Why it cannot be sent, as a sentence; null when it can.</param>
    /// <param name="Missing">Names that the event does not have; nothing was written for them.</param>
    public sealed record Shown(string Body, string? Problem, IReadOnlyCollection<string> Missing);
}
