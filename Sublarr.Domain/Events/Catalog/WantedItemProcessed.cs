using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>One wanted subtitle was searched for, whatever came of it.</summary>
[Event("wanted_item_processed", "Wanted item processed", Description = "One wanted subtitle was searched for, whatever came of it.")]
public sealed record WantedItemProcessed(
    [property: Description("Sublarr's id of the wanted item.")] int WantedId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Language code wanted.")] string Language,
    [property: Description("downloaded, not_found, below_minimum or failed.")] string Outcome,
    [property: Description("Provider the subtitle came from; null when none was downloaded.")] string? Provider,
    [property: Description("Score of the best candidate; null when nothing was found.")] int? Score) : IDomainEvent<WantedItemProcessed>, IMediaEvent
{
    /// <inheritdoc/>
    public static WantedItemProcessed Example => new(57, "The Harbour Line", "en", "downloaded", "opensubtitles", 539);

    EventSentence IDomainEvent.Sentence => new(
        "playlist_add_check", Outcome == "downloaded" ? "good" : "plain", $"{Title} in {Say.Language(Language)}: {Outcome.Replace('_', ' ')}");
}
