using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A subtitle could not be translated.</summary>
[Event("translation_failed", "Translation failed", Description = "A subtitle could not be translated.")]
public sealed record TranslationFailed(
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Language code to translate from.")] string SourceLanguage,
    [property: Description("Language code to translate to.")] string TargetLanguage,
    [property: Description("Translation service that was asked.")] string Backend,
    [property: Description("Why it failed, as a sentence.")] string Reason) : IDomainEvent<TranslationFailed>, IMediaEvent
{
    /// <inheritdoc/>
    public static TranslationFailed Example => new(901, "The Harbour Line", "en", "de", "deepl", "The monthly quota of characters is used up.");

    EventSentence IDomainEvent.Sentence => new("translate", "bad", $"{Title} could not be translated to {Say.Language(TargetLanguage)}: {Reason}");
}
