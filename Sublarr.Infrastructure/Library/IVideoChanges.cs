using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Which videos have changed since somebody worked out what they lack. Asked on the writer's thread, within its transactions: a change is noted with what changed, or not at all.</summary>
internal interface IVideoChanges
{
    /// <summary>A video, its subtitles or what it belongs to has changed.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="jobId">The job that looked at it because it was imported; null for any other reason, which forgets no import.</param>
    void Note(WriteSession session, long videoId, long? jobId);

    /// <summary>Something of a title has changed that its videos depend on.</summary>
    void NoteTitle(WriteSession session, long titleId);

    /// <summary>What all depend on has changed.</summary>
    /// <returns>How many videos there are.</returns>
    int NoteAll(WriteSession session);

    /// <summary>A change is worked out. False when the video has changed again since, or is gone: then nothing may be stored of it.</summary>
    bool Take(WriteSession session, long changeId);
}
