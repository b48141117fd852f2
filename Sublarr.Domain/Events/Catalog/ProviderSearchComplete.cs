using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>All providers were asked for subtitles of one item in one language.</summary>
[Event("provider_search_complete", "Provider search complete", Description = "All providers were asked for subtitles of one item in one language.")]
public sealed record ProviderSearchComplete(
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Language code searched for.")] string Language,
    [property: Description("Providers that were asked.")] IReadOnlyList<string> Providers,
    [property: Description("Number of candidates found.")] int CandidateCount,
    [property: Description("Score of the best candidate; null when nothing was found.")] int? BestScore,
    [property: Description("How long the search took, in milliseconds.")] long DurationMs) : IDomainEvent<ProviderSearchComplete>, IMediaEvent
{
    /// <inheritdoc/>
    public static ProviderSearchComplete Example => new(901, "The Harbour Line", "en", ["opensubtitles", "subdl"], 14, 539, 1_240);

    EventSentence IDomainEvent.Sentence => new(
        "search", "plain",
        $"{Wording.Several(CandidateCount, "candidate")} for {Title} in {Say.Language(Language)}{(BestScore is { } best ? $", best score {best}" : "")}");
}
