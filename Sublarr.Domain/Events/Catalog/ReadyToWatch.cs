using System.ComponentModel;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>The last required subtitle of a video has come, or it was imported with all of them.</summary>
[Event("ready_to_watch", "Ready to watch", Description = "A video has every subtitle that its profile requires, in the file or beside it.")]
public sealed record ReadyToWatch(
    [property: Description("episode or movie.")] MediaType MediaType,
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Season number; null for movies.")] int? Season,
    [property: Description("Episode number; null for movies.")] int? Episode,
    [property: Description("Language codes that are required and there, in the order of the profile.")] IReadOnlyList<string> Languages) : IDomainEvent<ReadyToWatch>, IMediaEvent
{
    /// <inheritdoc/>
    public static ReadyToWatch Example => new(MediaType.Episode, 901, "The Harbour Line", 2, 1, ["en", "pt-BR"]);

    EventSentence IDomainEvent.Sentence => new(
        "play_circle", "good", $"{Say.Item(Title, Season, Episode)} is ready to watch, with subtitles in {Wording.All([.. Languages.Select(Say.Language)])}");
}
