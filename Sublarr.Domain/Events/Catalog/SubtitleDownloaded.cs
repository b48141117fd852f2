using System.ComponentModel;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A subtitle was downloaded and written beside its video.</summary>
[Event("subtitle_downloaded", "Subtitle downloaded", Description = "A subtitle was downloaded and written beside its video.")]
public sealed record SubtitleDownloaded(
    [property: Description("episode or movie.")] MediaType MediaType,
    [property: Description("Sublarr's id of the episode or movie.")] int MediaId,
    [property: Description("Series or movie title.")] string Title,
    [property: Description("Season number; null for movies.")] int? Season,
    [property: Description("Episode number; null for movies.")] int? Episode,
    [property: Description("Language code of the subtitle, such as en or pt-BR.")] string Language,
    [property: Description("Provider it came from.")] string Provider,
    [property: Description("File format: srt, ass, vtt …")] string Format,
    [property: Description("Score the candidate won with.")] int Score,
    [property: Description("True for a forced (foreign parts only) subtitle.")] bool Forced,
    [property: Description("True for a subtitle for the hearing impaired.")] bool HearingImpaired,
    [property: Description("Release name the provider gave; null when it gave none.")] string? Release) : IDomainEvent<SubtitleDownloaded>, IFileEvent
{
    /// <summary>Which file was written.</summary>
    [LocalOnly]
    [Description(WrittenSubtitle.Description)]
    public WrittenSubtitle? Written { get; init; }

    /// <inheritdoc/>
    public static SubtitleDownloaded Example => new(
        MediaType.Episode, 901, "The Harbour Line", 2, 1, "en", "opensubtitles", "srt", 539, Forced: false, HearingImpaired: false,
        "The.Harbour.Line.S02E01.1080p.AMZN.WEB-DL.DDP5.1.H.264-NTb");

    MediaChange? IFileEvent.Change => (Written?.Change(Title) ?? new(Title) { Media = MediaType, Season = Season, Episodes = Episode is { } number ? [number] : [] }) with { Language = Language };

    EventSentence IDomainEvent.Sentence => new(
        "download_done", "good", $"{Say.Language(Language)} subtitle for {Say.Item(Title, Season, Episode)} from {Say.Provider(Provider)}, score {Score}");
}
