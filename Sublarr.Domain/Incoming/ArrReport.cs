using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sublarr.Domain.Events;

namespace Sublarr.Domain.Incoming;

/// <summary>One report of Sonarr or Radarr. What the sender left out, or sent in another type than it should, is null or empty.</summary>
public sealed record ArrReport
{
    /// <summary>Who sent it.</summary>
    public required ArrSource Source { get; init; }

    /// <summary>Which of several Sonarrs or Radarrs; empty when it does not say.</summary>
    public string Instance { get; init; } = "";

    /// <summary>What it reports in the sender's words; empty when the body does not say.</summary>
    public string EventType { get; init; } = "";

    /// <summary>What it reports.</summary>
    public ArrSubject Subject { get; init; }

    /// <summary>The series' or movie's id at the sender.</summary>
    public int? MediaId { get; init; }

    /// <summary>Series or movie title.</summary>
    public string? Title { get; init; }

    /// <summary>Year of the series or movie.</summary>
    public int? Year { get; init; }

    /// <summary>The folder of the series or movie, as the sender sees it.</summary>
    public string? Folder { get; init; }

    /// <summary>TheTVDB id of the series.</summary>
    public int? TvdbId { get; init; }

    /// <summary>TMDB id of the series or movie.</summary>
    public int? TmdbId { get; init; }

    /// <summary>IMDb id.</summary>
    public string? ImdbId { get; init; }

    /// <summary>Tags of the series or movie; null when the sender did not say.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The episodes it is about; empty for movies.</summary>
    public IReadOnlyList<ArrEpisode> Episodes { get; init; } = [];

    /// <summary>The files it is about: imported, renamed or deleted.</summary>
    public IReadOnlyList<ArrFile> Files { get; init; } = [];

    /// <summary>The files that an upgrade replaced.</summary>
    public IReadOnlyList<ArrFile> Replaced { get; init; } = [];

    /// <summary>True when a file was replaced by a better one.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>True when the files went with the series or movie that was removed.</summary>
    public bool WithFiles { get; init; }

    /// <summary>Why a file was deleted: missingFromDisk, manual, upgrade, noLinkedEpisodes, manualOverride.</summary>
    public string? DeleteReason { get; init; }

    /// <summary>Release name.</summary>
    public string? Release { get; init; }

    /// <summary>The download's id at its client.</summary>
    public string? DownloadId { get; init; }

    /// <summary>Where people reach the sender; empty when it does not say.</summary>
    public string ApplicationUrl { get; init; } = "";

    /// <summary>What Health and ApplicationUpdate say.</summary>
    public string? Message { get; init; }

    /// <summary>How bad a problem of the sender is: error, warning, notice.</summary>
    public string? Level { get; init; }

    /// <summary>Which of its checks the sender has a problem with, such as IndexerStatusCheck.</summary>
    public string? Check { get; init; }

    /// <summary>How a download is: Ok, Warning, Error.</summary>
    public string? DownloadStatus { get; init; }

    /// <summary>What keeps a download from being imported.</summary>
    public IReadOnlyList<ArrProblem> Problems { get; init; } = [];

    /// <summary>
    /// What two copies of one report have in common, as the senders add no id of their own; null when nothing tells them
    /// from two reports. A pack's reports differ: one for each file, and one for all of them. Ids count from 1 at every sender,
    /// and several share a name: what the thing is belongs to the key.
    /// </summary>
    public string? DedupKey
    {
        get
        {
            var identity = Subject switch
            {
                ArrSubject.Unknown or ArrSubject.Renamed => null,
                ArrSubject.ImportComplete when Files.Count > 0 => IdsOf("files", Files),
                _ when Files.Count > 0 => IdsOf("file", Files),
                _ when !string.IsNullOrEmpty(DownloadId) => $"download={Uri.EscapeDataString(DownloadId)}",
                _ => null,
            };
            return identity is null
                ? null
                : $"{Source.Key()}/{Uri.EscapeDataString(Instance)}/{EventType}/{identity}/{(IsUpgrade ? "upgrade" : "new")}/{Fingerprint()}";
        }
    }

    /// <summary>It as a sentence people read, on one line and without the full stop.</summary>
    public string Summary
    {
        get
        {
            var episodes = Episodes.Count switch
            {
                0 => "",
                1 => " " + Episodes[0],
                _ => $" {Episodes[0]} and {Episodes.Count - 1} more",
            };
            return Say.Report(Source.Key(), Instance, EventType, Title is null ? null : ArrText.OneLine(Title) + episodes);
        }
    }

    private string Fingerprint()
    {
        var facts = string.Join('\n',
        [
            ApplicationUrl, Text(MediaId), Title, Text(TvdbId), Text(TmdbId), ImdbId, Folder, DownloadId, Release, DeleteReason, Message,
            .. Problems.SelectMany(problem => problem.Messages),
            .. Episodes.Select(episode => $"{Text(episode.Id)} {episode}"),
            .. Files.OrderBy(file => file.Id).Concat(Replaced).SelectMany(file => new[] { file.Path, file.RelativePath, file.SceneName, file.Size?.ToString(CultureInfo.InvariantCulture) }),
        ]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)).AsSpan(0, 12));
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    // One file without an id makes the whole uncertain: two reports taken for one would lose an import.
    private static string? IdsOf(string name, IReadOnlyList<ArrFile> files) => files.All(file => file.Id is not null)
        ? $"{name}={string.Join(',', files.Select(file => file.Id!.Value).Order())}"
        : null;
}

/// <summary>An episode in a report.</summary>
/// <param name="Id">Its id at Sonarr.</param>
/// <param name="Season">Season number, 0 for specials.</param>
/// <param name="Number">Number within the season.</param>
/// <param name="Title">Its title.</param>
public sealed record ArrEpisode(int? Id, int? Season, int? Number, string? Title)
{
    /// <summary>The day it was aired; null when the report does not say.</summary>
    public DateOnly? AiredOn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"S{Season:00}E{Number:00}");
}

/// <summary>What keeps a download, or a file of it, from being imported.</summary>
/// <param name="Name">The download or the file; null when the report does not say.</param>
/// <param name="Messages">Why, each as a sentence.</param>
public sealed record ArrProblem(string? Name, IReadOnlyList<string> Messages);

/// <summary>A video file in a report.</summary>
public sealed record ArrFile
{
    /// <summary>Its id at the sender.</summary>
    public int? Id { get; init; }

    /// <summary>Where it is, as the sender sees it.</summary>
    public string? Path { get; init; }

    /// <summary>Its path below the folder of the series or movie.</summary>
    public string? RelativePath { get; init; }

    /// <summary>Where it was before it was renamed.</summary>
    public string? PreviousPath { get; init; }

    /// <summary>Where it is by now, when it has been renamed since what is reported; null while it is still there.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Its path below the folder before it was renamed.</summary>
    public string? PreviousRelativePath { get; init; }

    /// <summary>Where it was imported from.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Where it can be had back from after it was replaced.</summary>
    public string? RecycleBinPath { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Quality as the sender names it, such as WEBDL-1080p.</summary>
    public string? Quality { get; init; }

    /// <summary>The group that released it.</summary>
    public string? ReleaseGroup { get; init; }

    /// <summary>The release's name at import.</summary>
    public string? SceneName { get; init; }

    /// <summary>Languages of the subtitles inside the file, as three letters.</summary>
    public IReadOnlyList<string> EmbeddedSubtitles { get; init; } = [];
}
