using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A batch of searches, translations or other work has ended.</summary>
[Event("batch_complete", "Batch complete", Description = "A batch of searches, translations or other work has ended.")]
public sealed record BatchComplete(
    [property: Description("Sublarr's id of the batch.")] string BatchId,
    [property: Description("What the batch did: search, translate, upgrade …")] string Kind,
    [property: Description("Number of items in it.")] int Total,
    [property: Description("Number of items that succeeded.")] int Succeeded,
    [property: Description("Number of items that failed.")] int Failed,
    [property: Description("Number of items that had nothing to do.")] int Skipped,
    [property: Description("How long the batch took, in milliseconds.")] long DurationMs) : IDomainEvent<BatchComplete>
{
    /// <inheritdoc/>
    public static BatchComplete Example => new("batch_42", "search", 24, 20, 1, 3, 61_000);

    EventSentence IDomainEvent.Sentence => new("done_all", Failed > 0 ? "warn" : "good", $"Batch “{Kind}” done: {Succeeded} of {Total} succeeded");
}
