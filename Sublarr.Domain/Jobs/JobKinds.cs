namespace Sublarr.Domain.Jobs;

/// <summary>Kinds that more than their handler needs to name.</summary>
public static class JobKinds
{
    /// <summary>Changes many jobs at once. It runs while the queue is paused, too: whoever pauses the queue to clear it can.</summary>
    public const string ChangeJobs = "change-jobs";

    /// <summary>Delivers one event to one hook or webhook; before there were kinds of their own, also to other subscriptions.</summary>
    public const string Deliver = "deliver";

    /// <summary>What the kinds of deliveries to notification channels begin with: <c>notify-ntfy</c>.</summary>
    public const string Notify = "notify-";

    /// <summary>True for every kind that delivers an event to a subscription.</summary>
    public static bool IsDelivery(string kind) => kind == Deliver || kind.StartsWith(Notify, StringComparison.Ordinal);

    /// <summary>Looks through a folder of the library.</summary>
    public const string LibraryScan = "library-scan";

    /// <summary>Looks through what has changed below a folder of the library.</summary>
    public const string LibraryChanges = "library-changes";

    /// <summary>Looks into videos that only a look through folders has found.</summary>
    public const string ProbeVideos = "probe-videos";

    /// <summary>Looks at a file of a movie that was imported.</summary>
    public const string ScanMovie = "scan-movie";

    /// <summary>Looks at a file of a series that was imported.</summary>
    public const string ScanEpisode = "scan-episode";

    /// <summary>Puts a series or movie into the library that has no files yet.</summary>
    public const string AddTitle = "add-title";

    /// <summary>Follows files that have new names.</summary>
    public const string RenameFiles = "rename-files";

    /// <summary>Follows files and titles that are gone.</summary>
    public const string RemoveFiles = "remove-files";

    /// <summary>True for every kind after which the library may be another.</summary>
    public static bool ChangesLibrary(string kind) => kind is LibraryScan or LibraryChanges or ProbeVideos or ScanMovie or ScanEpisode or AddTitle or RenameFiles or RemoveFiles;

    /// <summary>Looks for the subtitles that one video lacks.</summary>
    public const string SearchSubtitles = "search-subtitles";

    /// <summary>Looks for all the subtitles that are wanted, or for some of them.</summary>
    public const string SearchWanted = "search-wanted";

    /// <summary>Looks for another subtitle in the place of one that a person did not want.</summary>
    public const string FindNext = "find-next-subtitle";

    /// <summary>Looks for a better subtitle in the place of one that is there.</summary>
    public const string UpgradeSubtitle = "upgrade-subtitle";

    /// <summary>Asks all providers for one video, and lets a person choose.</summary>
    public const string SearchByHand = "search-by-hand";

    /// <summary>Fetches the subtitle that a person chose.</summary>
    public const string DownloadSubtitle = "download-subtitle";

    /// <summary>Queues deliveries again that never succeeded.</summary>
    public const string Replay = "replay";

    /// <summary>What the kinds of jobs begin with that schedules queue.</summary>
    public const string Scheduled = "scheduled-";

    /// <summary>Makes a backup, by schedule or by hand.</summary>
    public const string Backup = $"{Scheduled}backup";

    /// <summary>Prepares the restore of a backup, and stops Sublarr for it.</summary>
    public const string RestoreBackup = "restore-backup";

    /// <summary>
    /// True for kinds whose jobs run once, and are neither run again nor changed with many others: what somebody wanted then would be a disaster now. They are asked for anew each time.
    /// </summary>
    public static bool RunsOnce(string kind) => kind is RestoreBackup;

    /// <summary>True for the lanes that a pause of the whole queue leaves open: who pauses it to clear it, to make a backup or to go back to one, can.</summary>
    public static bool RunsInPause(string lane) => lane is ChangeJobs or Backup or RestoreBackup;

    /// <summary>Works on what Sonarr or Radarr sent.</summary>
    public const string WebhookReceived = "webhook-received";
}
