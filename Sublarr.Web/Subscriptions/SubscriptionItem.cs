namespace Sublarr.Web.Subscriptions;

/// <summary>A hook or webhook in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="EventNames">The events it hears.</param>
/// <param name="Enabled">True when it is on.</param>
/// <param name="Target">The script, or the address.</param>
/// <param name="LastTriggeredAt">When the last attempt ended, in UTC.</param>
/// <param name="LastStatus">success, failed, or null before the first attempt.</param>
/// <param name="TriggerCount">Attempts so far.</param>
/// <param name="ConsecutiveFailures">Failed attempts since the last success.</param>
/// <param name="Health">How it fares.</param>
public sealed record SubscriptionItem(
    long Id,
    string Name,
    IReadOnlyList<string> EventNames,
    bool Enabled,
    string Target,
    DateTimeOffset? LastTriggeredAt,
    string? LastStatus,
    long TriggerCount,
    int ConsecutiveFailures,
    HealthView Health)
{
    /// <summary>What about its settings is dangerous, in a few words; null for nothing.</summary>
    public string? Warning { get; init; }
}
