using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>A part of the configuration besides hooks and webhooks: a list in the document, under a name of its own.</summary>
internal interface ITransferPart
{
    /// <summary>The name of the list; one of <see cref="TransferFormat.Parts"/>.</summary>
    string Name { get; }

    /// <summary>The part of the settings that it changes, as news name it.</summary>
    string Section { get; }

    /// <summary>What is stored, in an order that stays.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cipher">Encrypts the secrets; null to leave them out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<JsonArray> ExportAsync(SublarrDbContext context, TransferCipher? cipher, CancellationToken cancellationToken);

    /// <summary>What becomes of each of the document's.</summary>
    /// <param name="context">The database; what is applied is changed in it, and saved by who asks.</param>
    /// <param name="items">The list in the document.</param>
    /// <param name="reading">Hears what is wrong.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<PartStep>> PlanAsync(SublarrDbContext context, IReadOnlyList<JsonElement> items, ImportReading reading, CancellationToken cancellationToken);
}

/// <summary>What becomes of one entry of a part.</summary>
/// <param name="Shown">For people.</param>
/// <param name="Before">What is stored now, without secrets; null for nothing. When it changes, the plan is another.</param>
/// <param name="Apply">Does it, in the database that was planned with.</param>
internal sealed record PartStep(PlannedSubscription Shown, object? Before, Action Apply)
{
    /// <summary>Secrets that the document leaves out and that are not stored.</summary>
    public IReadOnlyList<MissingSecret> Missing { get; init; } = [];

    /// <summary>What happens, by what changes.</summary>
    public static PlannedAction ActionOf(object? before, IReadOnlyList<FieldChange> changes) =>
        before is null ? PlannedAction.Create : changes.Count > 0 ? PlannedAction.Change : PlannedAction.Keep;
}
