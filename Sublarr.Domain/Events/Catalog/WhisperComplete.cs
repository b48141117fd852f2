using System.ComponentModel;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A subtitle was made from the audio track by speech recognition.</summary>
[Event("whisper_complete", "Speech recognition complete", Description = "A subtitle was made from the audio track by speech recognition.")]
public sealed record WhisperComplete(
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Language code that was spoken.")] string Language,
    [property: Description("Recognition model used.")] string Model,
    [property: Description("Length of the audio, in seconds.")] double AudioSeconds,
    [property: Description("How long it took, in milliseconds.")] long DurationMs) : IDomainEvent<WhisperComplete>, IFileEvent
{
    /// <inheritdoc/>
    public static WhisperComplete Example => new(901, "The Harbour Line", "en", "large-v3", 2_640.5, 184_000);

    MediaChange? IFileEvent.Change => new(Title) { Language = Language };

    EventSentence IDomainEvent.Sentence => new("mic", "good", $"{Title} transcribed in {Wording.Milliseconds(DurationMs)}");
}
