using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The videos that have changed, in SQLite.</summary>
internal sealed class VideoChangeTable(VideoChangeBell bell) : IVideoChanges
{
    // A new row each time, so that the number is a new one.
    private const string NoteStatement =
        """
        INSERT OR REPLACE INTO video_changes (video_id, job_id)
        SELECT id, COALESCE($job, (SELECT job_id FROM video_changes WHERE video_id = $video)) FROM videos WHERE id = $video
        """;

    private const string NoteTitleStatement =
        """
        INSERT OR REPLACE INTO video_changes (video_id, job_id)
        SELECT videos.id, video_changes.job_id FROM videos LEFT JOIN video_changes ON video_changes.video_id = videos.id WHERE videos.title_id = $title
        """;

    private const string NoteAllStatement =
        """
        INSERT OR REPLACE INTO video_changes (video_id, job_id)
        SELECT videos.id, video_changes.job_id FROM videos LEFT JOIN video_changes ON video_changes.video_id = videos.id
        """;

    private const string TakeStatement = "DELETE FROM video_changes WHERE id = $id";

    public void Note(WriteSession session, long videoId, long? jobId) => Rung(session, session.Execute(NoteStatement, ("$video", videoId), ("$job", jobId)));

    public void NoteTitle(WriteSession session, long titleId) => Rung(session, session.Execute(NoteTitleStatement, ("$title", titleId)));

    public int NoteAll(WriteSession session) => Rung(session, session.Execute(NoteAllStatement));

    public bool Take(WriteSession session, long changeId) => session.Execute(TakeStatement, ("$id", changeId)) > 0;

    private int Rung(WriteSession session, int changes)
    {
        if (changes > 0)
        {
            session.AfterCommit(bell.Ring);
        }

        return changes;
    }
}
