using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Subscriptions;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>A notification as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The channel it is of.</param>
/// <param name="Name">What people call it.</param>
/// <param name="EventNames">The events it is sent; <c>*</c> for all.</param>
/// <param name="Enabled">True when it is sent.</param>
/// <param name="Settings">The channel's own settings, as the schema tells of them; secrets are <c>***</c>.</param>
/// <param name="TimeoutSeconds">After how many seconds an attempt is given up.</param>
/// <param name="RetryCount">How often a failed delivery is repeated.</param>
/// <param name="Filter">Which of the events it hears by what they say; null for all.</param>
/// <param name="LastTriggeredAt">When the last attempt ended, in UTC.</param>
/// <param name="LastStatus">success, failed, or null before the first attempt.</param>
/// <param name="TriggerCount">Attempts so far.</param>
/// <param name="ConsecutiveFailures">Failed attempts since the last success.</param>
/// <param name="DisabledReason">Why Sublarr switched it off; null otherwise.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
internal sealed record NotificationView(
    long Id,
    string Kind,
    string Name,
    IReadOnlyList<string> EventNames,
    bool Enabled,
    JsonObject Settings,
    int TimeoutSeconds,
    int RetryCount,
    JsonElement? Filter,
    DateTimeOffset? LastTriggeredAt,
    string? LastStatus,
    long TriggerCount,
    int ConsecutiveFailures,
    string? DisabledReason,
    DateTimeOffset CreatedAt) : ISubscriptionView
{
    /// <summary>The template of the titles of its messages; empty for the usual words.</summary>
    public string TitleTemplate { get; init; } = "";

    /// <summary>The template of the texts of its messages; empty for the usual words.</summary>
    public string BodyTemplate { get; init; } = "";

    /// <summary>The hours in which it tells nothing; null for none.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>How it fares.</summary>
    public HealthView? Health { get; init; }

    /// <param name="notification">As it is stored.</param>
    /// <param name="settings">Its settings as they may be shown.</param>
    public static NotificationView Of(Subscription notification, JsonObject settings) => new(
        notification.Id, notification.Channel, notification.Name, notification.EventNames, notification.IsEnabled, settings, notification.TimeoutSeconds, notification.RetryCount,
        ContentFilterText.Shown(notification.ContentFilterJson), notification.LastTriggeredAt, notification.LastStatus, notification.TriggerCount,
        notification.ConsecutiveFailures, notification.DisabledReason, notification.CreatedAt)
    {
        TitleTemplate = notification.TitleTemplate,
        BodyTemplate = notification.BodyTemplate,
        QuietHours = notification.QuietHours,
    };

    /// <summary>It as a person begins to edit it, without its settings.</summary>
    public SubscriptionDraft ToDraft()
    {
        var draft = SubscriptionDraft.Of(Kind, this);
        (draft.TitleTemplate, draft.BodyTemplate, draft.QuietHours) = (TitleTemplate, BodyTemplate, QuietHours);
        return draft;
    }
}
