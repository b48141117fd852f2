using System.ComponentModel;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>Sonarr or Radarr reported something to Sublarr.</summary>
[Event("webhook_received", "Webhook received", Description = "Sonarr or Radarr reported something to Sublarr. Left out of what they say: " + LeftOut + ".", Alert = AlertTone.Bad)]
public sealed record WebhookReceived(
    [property: Description("sonarr or radarr.")] string Source,
    [property: Description("Name of the Sonarr or Radarr instance.")] string Instance,
    [property: Description("What it reported, in its own words: Download, Rename, SeriesDelete …")] string EventType,
    [property: Description("Series or movie title; null when the report names none.")] string? Title,
    [property: Description("Season number, of several the first; null for movies and reports without episodes.")] int? Season,
    [property: Description("Episode numbers of that season; empty for movies.")] IReadOnlyList<int> Episodes,
    [property: Description("TheTVDB id of the series; null when unknown.")] int? TvdbId,
    [property: Description("TMDB id of the series or movie; null when unknown.")] int? TmdbId,
    [property: Description("IMDb id; null when unknown.")] string? ImdbId,
    [property: Description("Release name; null when the report names none.")] string? Release,
    [property: Description("True when a file was replaced by a better one.")] bool IsUpgrade) : IDomainEvent<WebhookReceived>, IFileEvent
{
    /// <summary>What the senders tell and this event does not pass on, by its place in their body; a place stands for all below it.</summary>
    public const string LeftOut =
        "addMethod, applicationUrl, customFormatInfo, destinationPath, downloadClient, downloadClientType, downloadInfo.quality, downloadInfo.qualityVersion, "
        + "downloadInfo.size, episodes.airDate, episodes.airDateUtc, episodes.id, episodes.overview, episodes.seriesId, "
        + "episodes.title, episodes.tvdbId, fileCount, movie.genres, movie.id, movie.images, movie.originalLanguage, movie.overview, movie.path, "
        + "movie.releaseDate, movie.tags, movieFolderSize, newVersion, previousVersion, release.customFormatScore, release.customFormats, release.indexer, "
        + "release.indexerFlags, release.languages, release.quality, release.qualityVersion, release.releaseGroup, release.releaseType, release.size, "
        + "series.genres, series.id, series.images, series.originalLanguage, series.tags, series.titleSlug, series.tvMazeId, series.type, sourcePath, wikiUrl, "
        + "and of every file dateAdded, id, indexerFlags, languages, qualityVersion, and of its mediaInfo all but subtitles";

    private const string NeedsPerson = "ManualInteractionRequired";

    /// <summary>The year of the series or movie.</summary>
    [Description("Year of the series or movie; null when unknown.")]
    public int? Year { get; init; }

    /// <summary>Every season it is about.</summary>
    [Description("All seasons it is about, each with its episode numbers; empty for movies.")]
    public IReadOnlyList<ReportedSeason> Seasons { get; init; } = [];

    /// <summary>The files it is about.</summary>
    [Description("The files that were imported, renamed or deleted.")]
    public IReadOnlyList<ReportedFile> Files { get; init; } = [];

    /// <summary>The files that an upgrade replaced.</summary>
    [Description("The files that an upgrade replaced.")]
    public IReadOnlyList<ReportedFile> Replaced { get; init; } = [];

    /// <summary>The name of the folder of the series or movie.</summary>
    [Description("Name of the folder of the series or movie; null when the report names none.")]
    public string? Folder { get; init; }

    /// <summary>The whole path of that folder.</summary>
    [LocalOnly]
    [Description("The whole path of that folder, as the sender sees it. For hooks, and webhooks that are allowed whole paths.")]
    public string? FolderPath { get; init; }

    /// <summary>Why a file was deleted.</summary>
    [Description("Why a file was deleted: missingFromDisk, manual, upgrade …; null when none was.")]
    public string? DeleteReason { get; init; }

    /// <summary>True when files went with what was removed.</summary>
    [Description("True when the files went with the series or movie that was removed.")]
    public bool WithFiles { get; init; }

    /// <summary>The download's id.</summary>
    [Description("The download's id at its client; null when there is none.")]
    public string? DownloadId { get; init; }

    /// <summary>What Health and ApplicationUpdate say; folders are named in it.</summary>
    [LocalOnly]
    [Description("What Health and ApplicationUpdate say, which may name folders. For hooks, and webhooks that are allowed whole paths.")]
    public string? Message { get; init; }

    /// <summary>Why the sender complains.</summary>
    [Description("Why it has a problem or needs a person, in its own words but without paths, addresses and keys; null for other reports, and when it does not say.")]
    public string? Reason { get; init; }

    /// <summary>How bad the sender's problem is.</summary>
    [Description("How bad a problem of its own is: error, warning, notice; null for other reports.")]
    public string? Level { get; init; }

    /// <summary>Which check of the sender's failed.</summary>
    [Description("Which of its checks found that problem, such as IndexerStatusCheck; null for other reports.")]
    public string? Check { get; init; }

    /// <summary>How a download is.</summary>
    [Description("How a download is that needs a person: Ok, Warning, Error; null for other reports.")]
    public string? DownloadStatus { get; init; }

    /// <summary>What keeps a download from being imported, as it came.</summary>
    [LocalOnly]
    [Description("What keeps a download from being imported, which may name folders. For hooks, and webhooks that are allowed whole paths.")]
    public IReadOnlyList<ReportedProblem> Problems { get; init; } = [];

    /// <inheritdoc/>
    public static WebhookReceived Example => new(
        "sonarr", "Sonarr", "Download", "The Harbour Line", 2, [1], 400123, 120345, "tt9900123",
        "The.Harbour.Line.S02E01.1080p.AMZN.WEB-DL.DDP5.1.H.264-NTb", IsUpgrade: false)
    {
        Year = 2023,
        Seasons = [new(2, [1])],
        Files =
        [
            new("The Harbour Line - S02E01.mkv", "Season 02/The Harbour Line - S02E01.mkv", 2147483648, 2, [1])
            {
                Path = "/data/media/tv/The Harbour Line/Season 02/The Harbour Line - S02E01.mkv",
                Quality = "WEBDL-1080p",
                EmbeddedSubtitles = ["eng"],
            },
        ],
        Folder = "The Harbour Line",
        FolderPath = "/data/media/tv/The Harbour Line",
    };

    MediaChange? IFileEvent.Change => Title is null || !ChangesFiles ? null : new(Title)
    {
        Media = Source == "radarr" ? MediaType.Movie : MediaType.Episode,
        Year = Year,
        TvdbId = TvdbId,
        TmdbId = TmdbId,
        ImdbId = ImdbId,
        Season = Season,
        Episodes = Episodes,
        Folder = FolderPath,
        Files = [.. Files.Select(file => file.Path).OfType<string>()],
        Former = [.. Replaced.Select(file => file.Path).Concat(Files.Select(file => file.PreviousPath)).OfType<string>().Except(Files.Select(file => file.Path).OfType<string>())],
        IsRemoval = EventType.EndsWith("Delete", StringComparison.Ordinal),
    };

    private bool ChangesFiles => EventType is "Download" or "ImportComplete" or "Rename" or "EpisodeFileDelete" or "MovieFileDelete" || (EventType is "SeriesDelete" or "MovieDelete" && WithFiles);

    private string Tone => EventType switch
    {
        "Health" => "error".Equals(Level, StringComparison.OrdinalIgnoreCase) ? "bad" : "warn",
        "HealthRestored" => "good",
        NeedsPerson => "warn",
        _ => "busy",
    };

    // A download that nobody looks at waits for ever. What else comes from there is the everyday, and problems of the sender are told as health_changed.
    bool IDomainEvent.IsNews => EventType == NeedsPerson;

    EventSentence IDomainEvent.Sentence => new("call_received", Tone, Say.Report(Source, Instance, EventType, Item, Reason));

    private string? Item => Title is null
        ? EventType == NeedsPerson ? Release : null
        : Say.Item(Title, Season, Episodes is [var first, ..] ? first : null);
}

/// <summary>What keeps a download, or a file of it, from being imported.</summary>
public sealed record ReportedProblem(
    [property: Description("The download or the file; null when the report does not say.")] string? Name,
    [property: Description("Why, each as a sentence.")] IReadOnlyList<string> Messages);

/// <summary>A season in a report.</summary>
public sealed record ReportedSeason(
    [property: Description("Season number, 0 for specials.")] int Season,
    [property: Description("Episode numbers within it.")] IReadOnlyList<int> Episodes);

/// <summary>A video file in a report.</summary>
public sealed record ReportedFile(
    [property: Description("Its name; null when the report names none.")] string? Name,
    [property: Description("Its path below the folder of the series or movie; null when the report names none.")] string? RelativePath,
    [property: Description("Size in bytes; null when unknown.")] long? Size,
    [property: Description("Season number; null for movies, and when neither report nor name tell it.")] int? Season,
    [property: Description("Episode numbers in it; empty for movies, and when neither report nor name tell them.")] IReadOnlyList<int> Episodes)
{
    /// <summary>Its name before.</summary>
    [Description("Its name before it was renamed; null when it was not.")]
    public string? PreviousName { get; init; }

    /// <summary>Where it was before, below the folder.</summary>
    [Description("Its path below the folder before it was renamed; null when it was not.")]
    public string? PreviousRelativePath { get; init; }

    /// <summary>Quality as the sender names it.</summary>
    [Description("Quality as the sender names it, such as WEBDL-1080p; null when unknown.")]
    public string? Quality { get; init; }

    /// <summary>The group that released it.</summary>
    [Description("The group that released it; null when unknown.")]
    public string? ReleaseGroup { get; init; }

    /// <summary>The release's name at import.</summary>
    [Description("The release's name at import; null when unknown.")]
    public string? SceneName { get; init; }

    /// <summary>Languages of the subtitles inside the file.</summary>
    [Description("Languages of the subtitles inside the file, as three letters.")]
    public IReadOnlyList<string> EmbeddedSubtitles { get; init; } = [];

    /// <summary>Where it is.</summary>
    [LocalOnly]
    [Description("Its whole path, as the sender sees it. For hooks, and webhooks that are allowed whole paths.")]
    public string? Path { get; init; }

    /// <summary>Where it was before.</summary>
    [LocalOnly]
    [Description("Its whole path before it was renamed. For hooks, and webhooks that are allowed whole paths.")]
    public string? PreviousPath { get; init; }

    /// <summary>Where it was imported from.</summary>
    [LocalOnly]
    [Description("The whole path it was imported from. For hooks, and webhooks that are allowed whole paths.")]
    public string? SourcePath { get; init; }

    /// <summary>Where it can be had back from.</summary>
    [LocalOnly]
    [Description("Its whole path in the recycle bin. For hooks, and webhooks that are allowed whole paths.")]
    public string? RecycleBinPath { get; init; }
}
