using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Search;

/// <summary>Searches as they are stored. Asked on the writer's thread, within its transactions.</summary>
internal interface ISearchTable
{
    /// <summary>Stores a search, unless its video is gone.</summary>
    /// <returns>Its id; null when the video is gone.</returns>
    long? Insert(WriteSession session, SearchRow search);

    /// <summary>Stores how far a search is. What became of its subtitles stays as it is.</summary>
    void Update(WriteSession session, long searchId, SearchRow search);

    /// <summary>The search of a job; null when there is none.</summary>
    long? OfJob(WriteSession session, long jobId);

    /// <summary>What became of the subtitles of a search, as JSON; null when it is gone.</summary>
    string? Fates(WriteSession session, long searchId);

    /// <summary>Stores what became of them.</summary>
    void SetFates(WriteSession session, long searchId, string fates);
}
