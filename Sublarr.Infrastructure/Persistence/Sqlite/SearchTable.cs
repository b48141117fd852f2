using Sublarr.Domain.Library;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Searches, in SQLite.</summary>
internal sealed class SearchTable : ISearchTable
{
    private const string InsertStatement =
        """
        INSERT INTO searches (video_id, title, type, origin, job_id, state, asked_at, finished_at, problem, found, wanted, providers, candidates, fates)
        SELECT id, $title, $type, $origin, $job, $state, $asked, $finished, $problem, $found, $wanted, $providers, $candidates, $fates FROM videos WHERE id = $video
        RETURNING id
        """;

    private const string UpdateStatement =
        """
        UPDATE searches SET state = $state, finished_at = $finished, problem = $problem, found = $found, providers = $providers, candidates = $candidates WHERE id = $id
        """;

    public long? Insert(WriteSession session, SearchRow search) => session.Query(
        InsertStatement, row => row.GetInt64(0),
        ("$title", search.Title), ("$type", EnumWord<MediaType>.Of(search.Type)), ("$origin", EnumWord<SearchOrigin>.Of(search.Origin)), ("$job", search.JobId),
        ("$state", EnumWord<SearchState>.Of(search.State)), ("$asked", search.AskedAt.ToUnixTimeMilliseconds()), ("$finished", search.FinishedAt?.ToUnixTimeMilliseconds()),
        ("$problem", search.Problem), ("$found", search.Found), ("$wanted", search.Wanted), ("$providers", search.Providers), ("$candidates", search.Candidates),
        ("$fates", search.Fates), ("$video", search.VideoId)) is [var id] ? id : null;

    public void Update(WriteSession session, long searchId, SearchRow search) => session.Execute(
        UpdateStatement,
        ("$id", searchId), ("$state", EnumWord<SearchState>.Of(search.State)), ("$finished", search.FinishedAt?.ToUnixTimeMilliseconds()), ("$problem", search.Problem),
        ("$found", search.Found), ("$providers", search.Providers), ("$candidates", search.Candidates));

    public long? OfJob(WriteSession session, long jobId) => session.Scalar("SELECT id FROM searches WHERE job_id = $job ORDER BY id DESC LIMIT 1", ("$job", jobId)) as long?;

    public string? Fates(WriteSession session, long searchId) => session.Scalar("SELECT fates FROM searches WHERE id = $id", ("$id", searchId)) as string;

    public void SetFates(WriteSession session, long searchId, string fates) =>
        session.Execute("UPDATE searches SET fates = $fates WHERE id = $id", ("$fates", fates), ("$id", searchId));
}
