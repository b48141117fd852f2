using System.ComponentModel;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A subtitle was replaced by a better one.</summary>
[Event("upgrade_complete", "Upgrade complete", Description = "A subtitle was replaced by a better one.")]
public sealed record UpgradeComplete(
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Language code of the subtitle.")] string Language,
    [property: Description("Provider the new subtitle came from.")] string Provider,
    [property: Description("Score of the subtitle that was replaced.")] int OldScore,
    [property: Description("Score of the new subtitle.")] int NewScore,
    [property: Description("Format of the subtitle that was replaced.")] string OldFormat,
    [property: Description("Format of the new subtitle.")] string NewFormat) : IDomainEvent<UpgradeComplete>, IFileEvent
{
    /// <inheritdoc/>
    public static UpgradeComplete Example => new(901, "The Harbour Line", "en", "opensubtitles", 260, 539, "srt", "ass");

    MediaChange? IFileEvent.Change => new(Title) { Language = Language };

    EventSentence IDomainEvent.Sentence => new("upgrade", "good", $"Better {Say.Language(Language)} subtitle for {Title}: score {OldScore} → {NewScore}");
}
