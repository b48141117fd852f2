using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The titles of the library in SQLite. People write the name of an instance as they like, so it is compared without its capitals; the index ix_titles_source does
/// so, too.
/// </summary>
internal sealed class LibraryTitles(IVideoChanges changes, TitleMerge merge)
{
    // What a Sonarr or Radarr has is found by its id there; else by all that it said of it under another name, if nobody is asked who has that name; else by the folder,
    // if nobody else has it; else by its name, where they said neither.
    private const string FindTitle =
        """
        SELECT id FROM (
            SELECT id, 1 AS reach FROM titles WHERE source = $source AND instance = $instance COLLATE NOCASE AND source_id = $source_id
            UNION ALL
            SELECT id, 2 FROM titles WHERE folder = $folder AND folder <> '' AND source = $source AND source_id = $source_id AND (tvdb_id = $tvdb OR tmdb_id = $tmdb)
                AND NOT EXISTS (SELECT 1 FROM arr_instances WHERE is_enabled AND arr_instances.source = titles.source AND name = titles.instance COLLATE NOCASE)
            UNION ALL
            SELECT id, 3 FROM titles WHERE folder = $folder AND folder <> '' AND (source = 'folder' OR source = $source AND instance = $instance COLLATE NOCASE AND source_id IS NULL)
            UNION ALL
            SELECT id, 4 FROM titles WHERE $source_id IS NULL AND $folder = '' AND kind = $kind AND sort_name = $sort AND source = $source AND instance = $instance COLLATE NOCASE)
        ORDER BY reach LIMIT 1
        """;

    private const string HasMoved = "SELECT 1 FROM titles WHERE id = $id AND ($folder <> '' AND folder <> $folder OR $tags IS NOT NULL AND tags IS NOT $tags)";

    private const string FindFolder = "SELECT id FROM titles WHERE folder = $folder ORDER BY source = 'folder', id LIMIT 1";

    private const string FindFound = "SELECT id FROM titles WHERE folder = $folder AND folder <> '' AND source = 'folder' AND id <> $id";

    private const string InsertTitle =
        """
        INSERT INTO titles (kind, source, instance, source_id, name, sort_name, year, tvdb_id, tmdb_id, imdb_id, folder, tags, added_at)
        VALUES ($kind, $source, $instance, $source_id, $name, $sort, $year, $tvdb, $tmdb, $imdb, $folder, COALESCE($tags, '[]'), $now)
        """;

    private const string UpdateTitle =
        """
        UPDATE titles SET source = $source, instance = CASE WHEN instance = $instance COLLATE NOCASE THEN instance ELSE $instance END, source_id = COALESCE($source_id, source_id), name = $name, sort_name = $sort, year = COALESCE($year, year),
            tvdb_id = COALESCE($tvdb, tvdb_id), tmdb_id = COALESCE($tmdb, tmdb_id), imdb_id = COALESCE($imdb, imdb_id), folder = CASE WHEN $folder = '' THEN folder ELSE $folder END, tags = COALESCE($tags, tags)
        WHERE id = $id
        """;

    private const string FindDoubled =
        """
        SELECT ours.id, theirs.id FROM titles AS ours
        JOIN titles AS theirs ON theirs.source = ours.source AND theirs.instance = $to COLLATE NOCASE AND theirs.source_id = ours.source_id AND theirs.id <> ours.id
        WHERE ours.source = $source AND ours.instance = $from COLLATE NOCASE
            AND COALESCE(ours.tvdb_id, theirs.tvdb_id) IS COALESCE(theirs.tvdb_id, ours.tvdb_id) AND COALESCE(ours.tmdb_id, theirs.tmdb_id) IS COALESCE(theirs.tmdb_id, ours.tmdb_id)
        """;

    private const string RenameTitles = "UPDATE OR IGNORE titles SET instance = $to WHERE source = $source AND instance = $from COLLATE NOCASE";

    private const string RemoveTitleRow =
        """
        DELETE FROM titles WHERE source = $source AND instance = $instance COLLATE NOCASE
            AND (source_id = $source_id OR $source_id IS NULL AND kind = $kind AND sort_name = $sort)
        """;

    private const string LeaveFolder =
        """
        UPDATE titles SET source = 'folder', instance = '', source_id = NULL
        WHERE source = $source AND instance = $instance COLLATE NOCASE AND folder <> '' AND (source_id = $source_id OR $source_id IS NULL AND kind = $kind AND sort_name = $sort)
        """;

    public long Put(WriteSession session, KnownTitle title, string? folder, DateTimeOffset now)
    {
        (string, object?)[] values =
        [
            ("$kind", EnumWord<TitleKind>.Of(title.Kind)), ("$source", title.Source), ("$instance", title.Instance), ("$source_id", title.Id),
            ("$name", NameOf(title, folder)), ("$sort", SortName.Of(NameOf(title, folder))), ("$year", title.Year), ("$tvdb", title.TvdbId), ("$tmdb", title.TmdbId), ("$imdb", title.ImdbId),
            ("$folder", folder ?? ""), ("$tags", title.Tags is { } tags ? JsonSerializer.Serialize(tags, EventJson.Options) : null),
        ];
        if (session.Scalar(FindTitle, Only(values, "$source", "$instance", "$source_id", "$folder", "$tvdb", "$tmdb", "$kind", "$sort")) is not long id)
        {
            return session.Insert(InsertTitle, [.. values, ("$now", now.ToUnixTimeMilliseconds())]);
        }

        // In another library, or under other tags, another profile may hold.
        if (session.Scalar(HasMoved, [("$id", id), .. Only(values, "$folder", "$tags")]) is not null)
        {
            changes.NoteTitle(session, id);
        }

        session.Execute(UpdateTitle, [.. values.Where(value => value.Item1 != "$kind"), ("$id", id)]);
        // In its new folder a look may have found it before anybody said whose it is.
        foreach (var found in session.Query(FindFound, row => row.GetInt64(0), [("$id", id), .. Only(values, "$folder")]))
        {
            merge.Into(session, found, id);
        }

        return id;
    }

    public static long PutFolder(WriteSession session, PlacedVideo place, DateTimeOffset now) =>
        session.Scalar(FindFolder, ("$folder", place.Folder)) is long id
            ? id
            : session.Insert(
                InsertTitle,
                ("$kind", EnumWord<TitleKind>.Of(place.Kind)), ("$source", TitleRow.FolderSource), ("$instance", ""), ("$source_id", null), ("$name", place.Title),
                ("$sort", SortName.Of(place.Title)), ("$year", place.Year), ("$tvdb", null), ("$tmdb", null), ("$imdb", null), ("$folder", place.Folder), ("$tags", null), ("$now", now.ToUnixTimeMilliseconds()));

    public static void Remove(WriteSession session, KnownTitle title, bool filesStay)
    {
        (string, object?)[] values =
        [
            ("$source", title.Source), ("$instance", title.Instance), ("$source_id", title.Id), ("$kind", EnumWord<TitleKind>.Of(title.Kind)), ("$sort", SortName.Of(title.Title ?? "")),
        ];
        // One without a folder has no file that could stay.
        if (!filesStay || session.Execute(LeaveFolder, values) == 0)
        {
            session.Execute(RemoveTitleRow, values);
        }
    }

    /// <summary>Gives all titles of an instance its new name. One that was reported under that name already is one with what was there before; two that are not the same stay two.</summary>
    public int RenameInstance(WriteSession session, string source, string from, string to)
    {
        foreach (var (id, other) in session.Query(FindDoubled, row => (row.GetInt64(0), row.GetInt64(1)), ("$source", source), ("$from", from), ("$to", to)))
        {
            merge.Into(session, other, id);
        }

        return session.Execute(RenameTitles, ("$source", source), ("$from", from), ("$to", to));
    }

    private static string NameOf(KnownTitle title, string? folder) => title.Title ?? (folder is null ? "?" : Path.GetFileName(folder));

    private static (string, object?)[] Only((string Name, object? Value)[] values, params ReadOnlySpan<string> names)
    {
        var only = new List<(string, object?)>();
        foreach (var name in names)
        {
            only.Add(Array.Find(values, value => value.Name == name));
        }

        return [.. only];
    }
}
