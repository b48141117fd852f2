using Sublarr.Domain.Library;
using Sublarr.Infrastructure.History;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The history of subtitles in SQLite.</summary>
internal sealed class HistoryTable : IHistoryTable
{
    private const string Own =
        """
        UPDATE subtitles SET origin = $downloaded WHERE id = $subtitle AND origin = $found
            AND NOT EXISTS (SELECT 1 FROM subtitle_history JOIN subtitles AS other ON other.id = subtitle_history.subtitle_id WHERE subtitle_history.id = $told)
        """;

    private const string Past =
        """
        UPDATE subtitle_history SET subtitle_id = $subtitle, video_id = (SELECT video_id FROM subtitles WHERE id = $subtitle)
        WHERE id = $told OR subtitle_id = (SELECT subtitle_id FROM subtitle_history WHERE id = $told)
        """;

    public bool Return(WriteSession session, long subtitleId, long historyId)
    {
        (string, object?)[] both = [("$subtitle", subtitleId), ("$told", historyId)];
        var isOwn = session.Execute(Own, [.. both, ("$downloaded", EnumWord<SubtitleOrigin>.Of(SubtitleOrigin.Downloaded)), ("$found", EnumWord<SubtitleOrigin>.Of(SubtitleOrigin.Found))]) > 0;
        return isOwn && session.Execute(Past, both) > 0;
    }
}
