using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>What has changed of one series or movie, as it is compared with what Kodi lists.</summary>
internal sealed class KodiChanges
{
    private readonly IReadOnlyList<MediaChange> _changes;
    private readonly IReadOnlyList<IReadOnlyList<string>> _present;
    private readonly IReadOnlyList<IReadOnlyList<string>> _former;

    /// <param name="changes">At least one; all of the same series or movie.</param>
    public KodiChanges(IReadOnlyList<MediaChange> changes)
    {
        _changes = changes;
        Ids = new(changes[^1]);
        var former = changes.SelectMany(change => change.Former).ToHashSet(StringComparer.Ordinal);
        // What came, and was replaced before Kodi looked.
        _present = [.. changes.SelectMany(change => change.Files.Where(file => !former.Contains(file)).Select(file => TailOf(change, file)))];
        _former = [.. changes.SelectMany(change => change.Former.Select(file => TailOf(change, file)))];
        var seasons = changes.Select(change => change.Season).Distinct().ToList();
        // A report of several files names the first of their seasons.
        Season = seasons is [var only] && changes.All(change => change.Files.Count <= 1) ? only : null;
        IsScattered = changes.SelectMany(change => change.Folders).Distinct(StringComparer.Ordinal).Skip(1).Any();
        Numbers = [.. changes.Where(change => change.Season is not null).SelectMany(change => change.Episodes.Select(episode => (change.Season, (int?)episode)))];
    }

    public MediaType? Media => _changes[^1].Media;

    public string Title => _changes[^1].Title;

    public KodiIds Ids { get; }

    /// <summary>The only season it is about; null for none and for several.</summary>
    public int? Season { get; }

    /// <summary>Season and number of each episode; empty where none are named.</summary>
    public IReadOnlyCollection<(int? Season, int? Episode)> Numbers { get; }

    /// <summary>True when it lies in several folders.</summary>
    public bool IsScattered { get; }

    /// <summary>True when the folder of the series is named, so that a file's place in it is known: names alone may come again in each season.</summary>
    public bool IsPlaced => _changes.All(change => change.Folder is not null);

    /// <summary>True for the whole series or movie.</summary>
    public bool IsWhole => _changes.All(change => change is { Season: null, Files.Count: 0 });

    /// <summary>True for an entry of one of the files.</summary>
    public bool Names(KodiEntry entry) => _present.Any(names => KodiPath.EndsWith(entry.File, names));

    /// <summary>Whether each of the files has an entry; null where no files are named.</summary>
    public bool? AreHeld(IReadOnlyList<KodiEntry> entries) =>
        _present.Count == 0 ? null : _present.All(names => entries.Any(entry => KodiPath.EndsWith(entry.File, names)));

    /// <summary>The entries of what is no longer on disk. Nothing is taken for it by its number alone: a second version may be meant.</summary>
    public IReadOnlyList<KodiEntry> GoneOf(IReadOnlyList<KodiEntry> entries) => _changes[^1].IsRemoval
        ? [.. entries.Where(entry => IsWhole ? IsInFolder(entry) : Names(entry))]
        : [.. entries.Where(entry => !Names(entry) && _former.Any(names => KodiPath.EndsWith(entry.File, names)))];

    private bool IsInFolder(KodiEntry entry) => _changes.Any(change =>
        change.Folder is { } folder && KodiPath.EndsWith(entry.Kind == KodiEntry.Series ? entry.File : KodiPath.FolderOf(entry.File), [ForeignPath.NameOf(folder)]));

    // Kodi sees the folder under a name of its own, and what is below it under the same.
    private static IReadOnlyList<string> TailOf(MediaChange change, string file)
    {
        var path = ForeignPath.Of(file);
        return change.Folder is { } folder && ForeignPath.Of(folder) is var above && path.IsWithin(above) && path.Names.Count > above.Names.Count
            ? [.. path.Names.Skip(above.Names.Count)]
            : [ForeignPath.NameOf(file)];
    }
}
