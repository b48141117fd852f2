using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Channels;

/// <summary>What a person fills in, or the API is sent.</summary>
internal sealed class SubscriptionDraft
{
    /// <summary>The channel it is of.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The events it is sent; <c>*</c> for all.</summary>
    public List<string> EventNames { get; set; } = [];

    /// <summary>Which of them it hears by what they say, as JSON; null for all.</summary>
    public string? Filter { get; set; }

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
            Settings[name] = JsonSerializer.SerializeToNode(value, EventJson.Options);
        }
    }

    public static SubscriptionDraft Of(NotificationView present) => new()
    {
        Kind = present.Kind,
        Name = present.Name,
        EventNames = [.. present.EventNames],
        Filter = present.Filter?.GetRawText(),
        TimeoutSeconds = present.TimeoutSeconds,
        RetryCount = present.RetryCount,
        Enabled = present.Enabled,
    };
}
