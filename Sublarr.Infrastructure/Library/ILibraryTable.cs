using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>The library as it is stored. Asked on the writer's thread, within its transactions.</summary>
internal interface ILibraryTable
{
    /// <summary>Stores a title of a Sonarr or Radarr, or what is new of it; returns its id. One that so far was a folder alone becomes theirs.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="title">What they say of it.</param>
    /// <param name="folder">Its folder as Sublarr sees it; null when they named none.</param>
    /// <param name="now">The time, in UTC.</param>
    long PutTitle(WriteSession session, KnownTitle title, string? folder, DateTimeOffset now);

    /// <summary>Stores what is new of a title that a Sonarr or Radarr is known to have; false when it is not there any more.</summary>
    bool RefreshTitle(WriteSession session, KnownTitle title, string? folder, DateTimeOffset now);

    /// <summary>
    /// Stores a video that was found in a folder, or what is new of it; returns its id. What a Sonarr or Radarr said of it stands: names of folders say less.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="place">What the names of its folder and file say.</param>
    /// <param name="video">The video.</param>
    /// <param name="now">The time, in UTC.</param>
    long PutFoundVideo(WriteSession session, PlacedVideo place, StoredVideo video, DateTimeOffset now);

    /// <summary>Stores a video, or what is new of it, by its path; returns its id. Where it says no season, episode or day, what was known stands.</summary>
    long PutVideo(WriteSession session, long titleId, StoredVideo video, DateTimeOffset now);

    /// <summary>Stores the subtitles of a video: what is known stays the same one, with its id and where it came from; a file goes by its name, a stream by its number.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="sidecars">Those beside it; null when nobody looked, which leaves what was known.</param>
    /// <param name="streams">Those in it; null when nobody looked, which leaves what was known.</param>
    /// <param name="import">The job that looked at it because it was imported; null for any other reason.</param>
    void PutSubtitles(WriteSession session, long videoId, IReadOnlyList<SidecarSubtitle>? sidecars, IReadOnlyList<VideoStream>? streams, long? import = null);

    /// <summary>Stores what is in a video, without its subtitles; false when it is gone, or another file by now.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="file">The file that was looked into.</param>
    /// <param name="problem">Why nothing is known of it, as a sentence; null when something is.</param>
    bool PutProbe(WriteSession session, long videoId, VideoFile file, string? problem);

    /// <summary>Remembers that a job found something new of a video; null for no job. Those that are cleared away by now are forgotten.</summary>
    void NoteJob(WriteSession session, long videoId, long? jobId);

    /// <summary>The season and episode of a number through all seasons, as the numbers of the series say; null when they do not.</summary>
    (int Season, int Episode)? FindNumber(WriteSession session, long titleId, int absolute);

    /// <summary>Gives a video its season and episode, or takes them back.</summary>
    void Number(WriteSession session, long videoId, (int Season, int Episode)? number);

    /// <summary>Stores the subtitles beside a video; false when the video is none of the library.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="video">The video's path.</param>
    /// <param name="sidecars">Those beside it.</param>
    bool PutBeside(WriteSession session, string video, IReadOnlyList<SidecarSubtitle> sidecars);

    /// <summary>Stores the subtitles beside a video after one was written there; false when the video is none of the library.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="video">The video's path.</param>
    /// <param name="sidecars">Those beside it.</param>
    /// <param name="name">The one that was written.</param>
    /// <param name="origin">Where it comes from.</param>
    bool PutPlaced(WriteSession session, string video, IReadOnlyList<SidecarSubtitle> sidecars, string name, SubtitleOrigin origin);

    /// <summary>The id of a video by its path; null when there is none.</summary>
    long? FindVideo(WriteSession session, string path);

    /// <summary>
    /// Gives a video another path, and the files beside it the names that belong to it; what was known of one at that path is forgotten. Returns its id; null when
    /// there is none of the first path.
    /// </summary>
    long? RenameVideo(WriteSession session, string from, string to);

    /// <summary>Removes a video by its path, with its subtitles; false when there is none.</summary>
    bool RemoveVideo(WriteSession session, string path);

    /// <summary>Removes a title of a Sonarr or Radarr with its videos; or leaves it as a folder, whose files stay.</summary>
    void RemoveTitle(WriteSession session, KnownTitle title, bool filesStay);

    /// <summary>Gives the titles of a Sonarr or Radarr its new name; returns how many.</summary>
    int RenameInstance(WriteSession session, string source, string from, string to);

    /// <summary>Removes videos below a folder that no Sonarr and no Radarr has; returns how many, at most so many.</summary>
    int ForgetFolder(WriteSession session, string folder, int most);

    /// <summary>Removes titles of folders that have no video any more; returns how many.</summary>
    int RemoveEmptyFolders(WriteSession session);
}

/// <summary>A video as it is stored.</summary>
/// <param name="File">What is on disk.</param>
/// <param name="SidecarMark">What the subtitles beside it come to; see <see cref="SidecarMarks"/>.</param>
internal sealed record StoredVideo(VideoFile File, long SidecarMark)
{
    /// <summary>Its season.</summary>
    public int? Season { get; init; }

    /// <summary>The episodes in it.</summary>
    public IReadOnlyList<int> Episodes { get; init; } = [];

    /// <summary>Its number through all seasons.</summary>
    public int? Absolute { get; init; }

    /// <summary>The day of a daily show.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Its id at the Sonarr or Radarr that has it; null leaves what was known.</summary>
    public int? SourceFileId { get; init; }
}
