using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>What a person fills in, or the API is sent.</summary>
internal sealed class WebhookForm
{
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The events it is sent; <c>*</c> for all.</summary>
    public List<string> EventNames { get; set; } = [];

    /// <summary>Where it is sent.</summary>
    public string Url { get; set; } = "";

    /// <summary>What it is signed with. Empty or <see cref="WebhookView.Mask"/> keeps the present one; a new webhook without one gets one.</summary>
    public string? Secret { get; set; } = "";

    /// <summary>After how many seconds an attempt is given up.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How often a failed delivery is repeated.</summary>
    public int RetryCount { get; set; } = RetrySchedule.Webhook.Delays.Count;

    /// <summary>True when it is sent.</summary>
    public bool Enabled { get; set; } = true;

    public static WebhookForm Of(WebhookView webhook) => new()
    {
        Name = webhook.Name,
        EventNames = [.. webhook.EventNames],
        Url = webhook.Url,
        Secret = WebhookView.Mask,
        TimeoutSeconds = webhook.TimeoutSeconds,
        RetryCount = webhook.RetryCount,
        Enabled = webhook.Enabled,
    };
}
