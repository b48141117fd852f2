using System.Collections.Frozen;

namespace Sublarr.Domain.Incoming;

/// <summary>The programs that report to Sublarr.</summary>
public enum ArrSource
{
    /// <summary>Series.</summary>
    Sonarr,

    /// <summary>Movies.</summary>
    Radarr,
}

/// <summary>What is known of the programs that report.</summary>
public static class ArrSources
{
    private static readonly FrozenDictionary<string, ArrSubject> Sonarr = Known(new()
    {
        ["Test"] = ArrSubject.Test,
        ["Grab"] = ArrSubject.Grabbed,
        ["Download"] = ArrSubject.Imported,
        ["Rename"] = ArrSubject.Renamed,
        ["SeriesAdd"] = ArrSubject.Added,
        ["SeriesDelete"] = ArrSubject.Removed,
        ["EpisodeFileDelete"] = ArrSubject.FileDeleted,
        ["Health"] = ArrSubject.Unhealthy,
        ["HealthRestored"] = ArrSubject.HealthRestored,
        ["ApplicationUpdate"] = ArrSubject.Updated,
        ["ManualInteractionRequired"] = ArrSubject.NeedsAttention,
    });

    private static readonly FrozenDictionary<string, ArrSubject> Radarr = Known(new()
    {
        ["Test"] = ArrSubject.Test,
        ["Grab"] = ArrSubject.Grabbed,
        ["Download"] = ArrSubject.Imported,
        ["Rename"] = ArrSubject.Renamed,
        ["MovieAdded"] = ArrSubject.Added,
        ["MovieDelete"] = ArrSubject.Removed,
        ["MovieFileDelete"] = ArrSubject.FileDeleted,
        ["Health"] = ArrSubject.Unhealthy,
        ["HealthRestored"] = ArrSubject.HealthRestored,
        ["ApplicationUpdate"] = ArrSubject.Updated,
        ["ManualInteractionRequired"] = ArrSubject.NeedsAttention,
    });

    /// <summary>The name in addresses, in the database and in events: sonarr or radarr.</summary>
    public static string Key(this ArrSource source) => source == ArrSource.Sonarr ? "sonarr" : "radarr";

    /// <summary>The source of a <see cref="Key"/>, or null when there is none.</summary>
    /// <param name="key">sonarr or radarr.</param>
    public static ArrSource? Find(string key) => key switch
    {
        "sonarr" => ArrSource.Sonarr,
        "radarr" => ArrSource.Radarr,
        _ => null,
    };

    /// <summary>What an event type is about; <see cref="ArrSubject.Unknown"/> for one this source is not known to send.</summary>
    /// <param name="source">Who sent it.</param>
    /// <param name="eventType">The type in the sender's words.</param>
    public static ArrSubject SubjectOf(this ArrSource source, string eventType) =>
        (source == ArrSource.Sonarr ? Sonarr : Radarr).GetValueOrDefault(eventType);

    private static FrozenDictionary<string, ArrSubject> Known(Dictionary<string, ArrSubject> types) =>
        types.ToFrozenDictionary(StringComparer.Ordinal);
}

/// <summary>What a report is about, whichever word its sender has for it.</summary>
public enum ArrSubject
{
    /// <summary>An event type that is not known, or none at all.</summary>
    Unknown,

    /// <summary>Somebody pressed Test.</summary>
    Test,

    /// <summary>A release was sent to the download client; no file yet.</summary>
    Grabbed,

    /// <summary>One file was imported, perhaps in place of a worse one.</summary>
    Imported,

    /// <summary>All files of one download were imported. Sonarr sends it after one <see cref="Imported"/> for each file, under the same event type.</summary>
    ImportComplete,

    /// <summary>Files have new names.</summary>
    Renamed,

    /// <summary>A series or movie was added to the library.</summary>
    Added,

    /// <summary>A series or movie was taken out of the library, with or without its files.</summary>
    Removed,

    /// <summary>One file was deleted.</summary>
    FileDeleted,

    /// <summary>The sender has a problem.</summary>
    Unhealthy,

    /// <summary>The sender's problem is gone.</summary>
    HealthRestored,

    /// <summary>The sender was updated.</summary>
    Updated,

    /// <summary>A download cannot be imported without a person.</summary>
    NeedsAttention,
}
