using System.ComponentModel;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A subtitle was translated into another language.</summary>
[Event("translation_complete", "Translation complete", Description = "A subtitle was translated into another language.")]
public sealed record TranslationComplete(
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Language code translated from.")] string SourceLanguage,
    [property: Description("Language code translated to.")] string TargetLanguage,
    [property: Description("Translation service that did it.")] string Backend,
    [property: Description("Number of subtitle lines translated.")] int LineCount,
    [property: Description("How long it took, in milliseconds.")] long DurationMs) : IDomainEvent<TranslationComplete>, IFileEvent
{
    /// <inheritdoc/>
    public static TranslationComplete Example => new(901, "The Harbour Line", "en", "de", "deepl", 412, 8_350);

    MediaChange? IFileEvent.Change => new(Title) { Language = TargetLanguage };

    EventSentence IDomainEvent.Sentence => new(
        "translate", "good", $"{Title} translated from {Say.Language(SourceLanguage)} to {Say.Language(TargetLanguage)} by {Backend}");
}
