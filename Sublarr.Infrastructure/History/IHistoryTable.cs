using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.History;

/// <summary>What the history knows of subtitles, as it is stored. Asked on the writer's thread, within its transactions.</summary>
internal interface IHistoryTable
{
    /// <summary>
    /// A file that was found is one that was written before: it is Sublarr's own again, and all that is told of the one from then is told of it. False when it is not
    /// that any more, or somebody else has that past by now.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="subtitleId">The subtitle that was found.</param>
    /// <param name="historyId">The row that tells of its writing.</param>
    bool Return(WriteSession session, long subtitleId, long historyId);
}
