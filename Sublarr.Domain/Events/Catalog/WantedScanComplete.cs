using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>The library was compared with the languages wanted.</summary>
[Event("wanted_scan_complete", "Wanted scan complete", Description = "The library was compared with the languages wanted.")]
public sealed record WantedScanComplete(
    [property: Description("Number of episodes and movies looked at.")] int Scanned,
    [property: Description("Number of subtitles newly wanted.")] int Added,
    [property: Description("Number of subtitles no longer wanted.")] int Removed,
    [property: Description("Number of subtitles wanted now.")] int Total,
    [property: Description("How long the scan took, in milliseconds.")] long DurationMs) : IDomainEvent<WantedScanComplete>
{
    /// <inheritdoc/>
    public static WantedScanComplete Example => new(4_210, 3, 1, 57, 2_900);

    EventSentence IDomainEvent.Sentence => new("fact_check", "plain", $"{Wording.Several(Added, "subtitle")} newly wanted, {Wording.Count(Total)} in all");
}
