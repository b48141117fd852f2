using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>What a person fills in, or the API is sent.</summary>
public sealed class SubscriptionDraft
{
    /// <summary>The channel it is of.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The events it is sent; <c>*</c> for all.</summary>
    public List<string> EventNames { get; set; } = [];

    /// <summary>Which of them it hears by what they say, as JSON; null for all.</summary>
    public string? Filter { get; set; }

    /// <summary>The template of the titles of its messages; empty for the usual words.</summary>
    public string TitleTemplate { get; set; } = "";

    /// <summary>The template of the texts of its messages; empty for the usual words.</summary>
    public string BodyTemplate { get; set; } = "";

    /// <summary>The hours in which it tells nothing; null for none.</summary>
    public QuietHours? QuietHours { get; set; }

    /// <summary>After how many seconds an attempt is given up.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How often a failed delivery is repeated.</summary>
    public int RetryCount { get; set; } = RetrySchedule.Webhook.Delays.Count;

    /// <summary>True when it is sent.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What changes in its settings; what is left out stays as it is.</summary>
    public JsonObject Settings { get; set; } = [];

    /// <summary>Changes a setting; null leaves it as it is.</summary>
    /// <typeparam name="T">The setting's type.</typeparam>
    /// <param name="name">Its name in snake_case.</param>
    /// <param name="value">Its value.</param>
    public void Set<T>(string name, T? value)
    {
        if (value is not null)
        {
            // Straight to a node, two headers whose names differ in their letters alone would be one.
            Settings[name] = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(value, EventJson.Options));
        }
    }

    /// <summary>Takes what a request says besides the settings; what it leaves out stays.</summary>
    internal void Take(ISubscriptionRequest request)
    {
        Name = request.Name ?? Name;
        EventNames = request.EventNames ?? (request.EventName is null ? EventNames : [request.EventName]);
        Filter = ContentFilterText.Stored(request.Filter, Filter);
        TimeoutSeconds = request.TimeoutSeconds ?? TimeoutSeconds;
        RetryCount = request.RetryCount ?? RetryCount;
        Enabled = request.Enabled ?? Enabled;
    }

    /// <summary>A subscription as a person begins to edit it, without its settings.</summary>
    /// <param name="kind">The channel it is of.</param>
    /// <param name="present">As it is shown.</param>
    internal static SubscriptionDraft Of(string kind, ISubscriptionView present) => new()
    {
        Kind = kind,
        Name = present.Name,
        EventNames = [.. present.EventNames],
        Filter = present.Filter?.GetRawText(),
        TimeoutSeconds = present.TimeoutSeconds,
        RetryCount = present.RetryCount,
        Enabled = present.Enabled,
    };
}

/// <summary>What every subscription shows of itself, whatever its channel.</summary>
internal interface ISubscriptionView
{
    string Name { get; }

    IReadOnlyList<string> EventNames { get; }

    JsonElement? Filter { get; }

    int TimeoutSeconds { get; }

    int RetryCount { get; }

    bool Enabled { get; }
}

/// <summary>What every subscription is sent, whatever its channel; null for what is left out.</summary>
internal interface ISubscriptionRequest
{
    string? Name { get; }

    List<string>? EventNames { get; }

    string? EventName { get; }

    JsonElement? Filter { get; }

    int? TimeoutSeconds { get; }

    int? RetryCount { get; }

    bool? Enabled { get; }
}
