using System.Text.Json;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>What an import would do, or has done.</summary>
/// <param name="Id">Changes with the document and with what is stored: sent back with the import, it makes sure that nothing else happens than was shown.</param>
/// <param name="Items">The subscriptions of the document, in its order.</param>
/// <param name="MissingSecrets">Secrets that the document leaves out and that are not stored here.</param>
/// <param name="NotInDocument">What is here and not in the document. It stays as it is.</param>
public sealed record TransferPlan(
    string Id, IReadOnlyList<PlannedSubscription> Items, IReadOnlyList<MissingSecret> MissingSecrets, IReadOnlyList<OtherSubscription> NotInDocument)
{
    /// <summary>How many are met with an action.</summary>
    public int Count(PlannedAction action) => Items.Count(item => item.Action == action);
}

/// <summary>One subscription of the document.</summary>
/// <param name="Channel">script or webhook.</param>
/// <param name="Name">Its name.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Changes">What changes, field by field; for a new one what it has.</param>
public sealed record PlannedSubscription(string Channel, string Name, PlannedAction Action, IReadOnlyList<FieldChange> Changes);

/// <summary>What happens to a subscription of the document.</summary>
public enum PlannedAction
{
    /// <summary>There is none of its name yet.</summary>
    Create,

    /// <summary>It differs from what is stored.</summary>
    Change,

    /// <summary>It is stored just so.</summary>
    Keep,
}

/// <summary>What changes in one field.</summary>
/// <param name="Field">Its name in the document.</param>
/// <param name="Before">What is stored; null for nothing, and for secrets.</param>
/// <param name="After">What will be stored; null for nothing, and for secrets.</param>
/// <param name="IsSecret">True when neither is shown.</param>
public sealed record FieldChange(string Field, JsonElement? Before, JsonElement? After, bool IsSecret);

/// <summary>A secret that the document leaves out and that is not stored here.</summary>
/// <param name="Path">Where it belongs, such as <c>subscriptions[2].settings.auth_secret</c>.</param>
/// <param name="Channel">script or webhook.</param>
/// <param name="Name">The subscription's name.</param>
/// <param name="Field">The setting.</param>
/// <param name="IsRequired">True when the subscription cannot be stored without it.</param>
public sealed record MissingSecret(string Path, string Channel, string Name, string Field, bool IsRequired);

/// <summary>A subscription that the document does not name.</summary>
/// <param name="Channel">script or webhook.</param>
/// <param name="Name">Its name.</param>
public sealed record OtherSubscription(string Channel, string Name);
