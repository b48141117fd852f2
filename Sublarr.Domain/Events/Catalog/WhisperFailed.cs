using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>No subtitle could be made from the audio track.</summary>
[Event("whisper_failed", "Speech recognition failed", Description = "No subtitle could be made from the audio track.")]
public sealed record WhisperFailed(
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Recognition model used.")] string Model,
    [property: Description("Why it failed, as a sentence.")] string Reason) : IDomainEvent<WhisperFailed>, IMediaEvent
{
    /// <inheritdoc/>
    public static WhisperFailed Example => new(901, "The Harbour Line", "large-v3", "The file has no audio track.");

    EventSentence IDomainEvent.Sentence => new("mic_off", "bad", $"{Title} could not be transcribed: {Reason}");
}
