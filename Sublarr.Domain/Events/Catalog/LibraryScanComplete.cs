using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>The media folders were read.</summary>
[Event("library_scan_complete", "Library scan complete", Description = "The media folders were read.")]
public sealed record LibraryScanComplete(
    [property: Description("Number of folders read.")] int Folders,
    [property: Description("Number of video files found.")] int Files,
    [property: Description("Number of files new since the last scan.")] int Added,
    [property: Description("Number of files changed since the last scan.")] int Changed,
    [property: Description("Number of files gone since the last scan.")] int Removed,
    [property: Description("How long the scan took, in milliseconds.")] long DurationMs) : IDomainEvent<LibraryScanComplete>
{
    /// <inheritdoc/>
    public static LibraryScanComplete Example => new(312, 4_210, 2, 1, 0, 9_700);

    EventSentence IDomainEvent.Sentence => new(
        "video_library", "plain", $"{Wording.Several(Files, "file")} in the library: {Added} new, {Changed} changed, {Removed} gone");
}
