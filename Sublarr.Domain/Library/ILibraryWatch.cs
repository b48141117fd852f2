using System.Text.Json.Serialization;

namespace Sublarr.Domain.Library;

/// <summary>
/// Hears of what was found, renamed and removed among the videos. It is called within the job that looked, which is made again after a
/// kill or a failure: take the same news twice without harm.
/// </summary>
public interface ILibraryWatch
{
    /// <summary>A video was looked at.</summary>
    Task SeenAsync(SeenFile file, CancellationToken cancellationToken);

    /// <summary>Videos have new names.</summary>
    Task RenamedAsync(RenamedFiles files, CancellationToken cancellationToken);

    /// <summary>Videos are gone, or a whole title is.</summary>
    Task RemovedAsync(RemovedFiles files, CancellationToken cancellationToken);
}

/// <summary>A video as it was found on disk.</summary>
/// <param name="Title">The series or movie it belongs to.</param>
/// <param name="FileId">Its id at the sender; null when the report named none.</param>
/// <param name="Season">Its season; null for movies, and when nothing tells.</param>
/// <param name="Episodes">The episodes in it; empty for movies, and when nothing tells.</param>
/// <param name="Video">What it is.</param>
/// <param name="Sidecars">The subtitles beside it.</param>
/// <param name="Replaced">The videos it took the place of: whole paths as Sublarr would see them.</param>
public sealed record SeenFile(
    KnownTitle Title, int? FileId, int? Season, IReadOnlyList<int> Episodes, VideoFile Video, IReadOnlyList<SidecarSubtitle> Sidecars, IReadOnlyList<string> Replaced)
{
    /// <summary>The job that looked at it because it was imported; null for any other reason.</summary>
    public long? Import { get; init; }
}

/// <summary>Videos that have new names.</summary>
/// <param name="Title">The series or movie they belong to.</param>
/// <param name="Files">Each with its name before, as whole paths that Sublarr sees.</param>
public sealed record RenamedFiles(KnownTitle Title, IReadOnlyList<RenamedFile> Files);

/// <summary>A video that has a new name.</summary>
/// <param name="From">Its whole path before; null when the report does not tell.</param>
/// <param name="To">Its whole path now.</param>
public sealed record RenamedFile(string? From, string To)
{
    /// <summary>Its id at the sender; null when the report named none.</summary>
    public int? FileId { get; init; }

    /// <summary>What stands under its new name; null when nobody could look.</summary>
    [JsonIgnore]
    public VideoFile? Video { get; init; }

    /// <summary>The subtitles beside it, as they were found.</summary>
    [JsonIgnore]
    public IReadOnlyList<SidecarSubtitle> Sidecars { get; init; } = [];
}

/// <summary>Videos that are gone.</summary>
/// <param name="Title">The series or movie they belong to.</param>
/// <param name="Paths">Whole paths that Sublarr would see; empty when a whole title was removed.</param>
/// <param name="IsWholeTitle">True when the title is no longer in the library of its Sonarr or Radarr.</param>
/// <param name="FilesStay">True when only the title was removed and its files were left on disk.</param>
public sealed record RemovedFiles(KnownTitle Title, IReadOnlyList<string> Paths, bool IsWholeTitle, bool FilesStay);
