using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The subtitles that are wanted, in SQLite.</summary>
internal sealed class WantedTable(WantedNews news) : IWantedTable
{
    private const string OfVideo = "SELECT id, language, variant, hearing_impaired, is_required, position FROM wanted WHERE video_id = $video";

    private const string InsertStatement =
        """
        INSERT INTO wanted (video_id, language, variant, hearing_impaired, is_required, position, added_at, due_at, searches)
        VALUES ($video, $language, $variant, $impaired, $required, $position, $now, $due, 0)
        """;

    private const string UpdateStatement = "UPDATE wanted SET hearing_impaired = $impaired, is_required = $required, position = $position WHERE id = $id";

    private const string BeginAnewStatement =
        "UPDATE wanted SET due_at = $due, searches = 0, searched_at = NULL, outcome = NULL, note = NULL WHERE id = $id AND ignored_at IS NULL";

    private const string RemoveStatement = "DELETE FROM wanted WHERE id = $id";

    private const string CountStatement = "SELECT searches FROM wanted WHERE id = $id";

    private const string SearchedStatement =
        "UPDATE wanted SET searches = $searches, searched_at = $now, due_at = $due, outcome = $outcome, note = $note WHERE id = $id";

    private const string IgnoreStatement = "UPDATE wanted SET ignored_at = $now WHERE id = $id AND ignored_at IS NULL";

    private const string WantAgainStatement = "UPDATE wanted SET ignored_at = NULL, due_at = $now WHERE id = $id AND ignored_at IS NOT NULL";

    private const string BasisStatement = "INSERT INTO wanted_basis (id, profiles) VALUES (1, $profiles) ON CONFLICT (id) DO UPDATE SET profiles = $profiles";

    public WantedChange Put(WriteSession session, long videoId, IReadOnlyList<WantedSubtitle> missing, DateTimeOffset now, DateTimeOffset due, bool isNewFile)
    {
        var known = session.Query(
            OfVideo,
            row => new Known(row.GetInt64(0), (row.GetString(1), row.GetString(2)), row.GetString(3), row.GetInt64(4) != 0, (int)row.GetInt64(5)), ("$video", videoId));
        var (added, renewed) = (0, 0);
        var kept = new HashSet<(string, string)>();
        for (var position = 0; position < missing.Count; position++)
        {
            var wanted = missing[position];
            var key = (wanted.Language.Text, EnumWord<SubtitleVariant>.Of(wanted.Variant));
            if (!kept.Add(key))
            {
                continue;
            }

            if (known.Find(row => row.Key == key) is not { } row)
            {
                added += Insert(session, videoId, key, wanted, position, now, due);
                continue;
            }

            Update(session, row, wanted, position);
            renewed += isNewFile ? session.Execute(BeginAnewStatement, ("$id", row.Id), ("$due", due.ToUnixTimeMilliseconds())) : 0;
        }

        var removed = known.Where(row => !kept.Contains(row.Key)).Sum(row => session.Execute(RemoveStatement, ("$id", row.Id)));
        if (added + removed + renewed > 0)
        {
            news.TellAfter(session);
        }

        return new(added, removed, renewed);
    }

    public void Searched(WriteSession session, long id, SearchedSubtitle searched, DateTimeOffset now, double chance)
    {
        if (session.Scalar(CountStatement, ("$id", id)) is not long before)
        {
            return;
        }

        // That nobody could be asked says nothing of the subtitle.
        var isFailure = searched.Outcome == SearchOutcome.Failed;
        var searches = (int)before + (isFailure ? 0 : 1);
        var due = isFailure ? SearchPace.NextAfterFailure(now, searched.RetryAt) : SearchPace.NextAfter(searches, now, chance);
        session.Execute(
            SearchedStatement,
            ("$id", id), ("$searches", searches), ("$now", now.ToUnixTimeMilliseconds()), ("$due", due.ToUnixTimeMilliseconds()),
            ("$outcome", EnumWord<SearchOutcome>.Of(searched.Outcome)), ("$note", searched.Note));
        news.TellAfter(session);
    }

    public int Ignore(WriteSession session, IReadOnlyList<long> ids, bool isIgnored, DateTimeOffset now)
    {
        news.TellAfter(session);
        return ids.Sum(id => session.Execute(isIgnored ? IgnoreStatement : WantAgainStatement, ("$id", id), ("$now", now.ToUnixTimeMilliseconds())));
    }

    public void SetBasis(WriteSession session, string profiles) => session.Execute(BasisStatement, ("$profiles", profiles));

    private static int Insert(WriteSession session, long videoId, (string Language, string Variant) key, WantedSubtitle wanted, int position, DateTimeOffset now, DateTimeOffset due) =>
        session.Execute(
            InsertStatement,
            ("$video", videoId), ("$language", key.Language), ("$variant", key.Variant), ("$impaired", EnumWord<Wish>.Of(wanted.HearingImpaired)), ("$required", wanted.IsRequired),
            ("$position", position), ("$now", now.ToUnixTimeMilliseconds()), ("$due", due.ToUnixTimeMilliseconds()));

    private static void Update(WriteSession session, Known row, WantedSubtitle wanted, int position)
    {
        var impaired = EnumWord<Wish>.Of(wanted.HearingImpaired);
        if ((row.HearingImpaired, row.IsRequired, row.Position) != (impaired, wanted.IsRequired, position))
        {
            session.Execute(UpdateStatement, ("$id", row.Id), ("$impaired", impaired), ("$required", wanted.IsRequired), ("$position", position));
        }
    }

    private sealed record Known(long Id, (string Language, string Variant) Key, string HearingImpaired, bool IsRequired, int Position);
}
