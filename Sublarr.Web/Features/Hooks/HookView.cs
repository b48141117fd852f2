using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>A hook as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="EventNames">The events it runs for; <c>*</c> for all.</param>
/// <param name="Enabled">True when it runs.</param>
/// <param name="ScriptPath">The script, relative to the hooks folder.</param>
/// <param name="TimeoutSeconds">After how many seconds it is stopped.</param>
/// <param name="RetryCount">How often a failed run is repeated.</param>
/// <param name="WorkingMode">What becomes of an event that comes while it is still running: queue, skip or replace.</param>
/// <param name="Ordering">none, or per_title: a run that waits for its retry holds back the later ones about the same series or movie.</param>
/// <param name="Idempotent">True when a run that was interrupted may simply be made again.</param>
/// <param name="EnvironmentNames">Names of variables of the server's environment that the script is given.</param>
/// <param name="Filter">Which of the events it hears by what they say; null for all.</param>
/// <param name="LastTriggeredAt">When the last run ended, in UTC.</param>
/// <param name="LastStatus">success, failed, or null before the first run.</param>
/// <param name="TriggerCount">Runs so far.</param>
/// <param name="ConsecutiveFailures">Failed runs since the last success.</param>
/// <param name="DisabledReason">Why Sublarr switched it off; null otherwise.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
internal sealed record HookView(
    long Id,
    string Name,
    IReadOnlyList<string> EventNames,
    bool Enabled,
    string ScriptPath,
    int TimeoutSeconds,
    int RetryCount,
    WorkingMode WorkingMode,
    DeliveryOrder Ordering,
    bool Idempotent,
    IReadOnlyList<string> EnvironmentNames,
    JsonElement? Filter,
    DateTimeOffset? LastTriggeredAt,
    string? LastStatus,
    long TriggerCount,
    int ConsecutiveFailures,
    string? DisabledReason,
    DateTimeOffset CreatedAt) : ISubscriptionView
{
    /// <summary>The channel of hooks.</summary>
    public const string Channel = ScriptSettings.Channel;

    /// <summary>How it fares.</summary>
    public HealthView? Health { get; init; }

    public static HookView Of(Subscription hook, ScriptSettings script) => new(
        hook.Id, hook.Name, hook.EventNames, hook.IsEnabled, script.ScriptPath, hook.TimeoutSeconds, hook.RetryCount, script.WorkingMode, script.Ordering, script.Idempotent,
        script.EnvironmentNames, ContentFilterText.Shown(hook.ContentFilterJson), hook.LastTriggeredAt, hook.LastStatus, hook.TriggerCount, hook.ConsecutiveFailures, hook.DisabledReason, hook.CreatedAt);
}
