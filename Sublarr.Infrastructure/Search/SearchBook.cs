using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Search;

/// <summary>Keeps searches: one that runs by itself is one write at its end, one that a person watches is written after each answer.</summary>
internal sealed class SearchBook(GroupCommit writer, ISearchTable table, TimeProvider time)
{
    /// <summary>A search begins. Nothing is written yet.</summary>
    /// <param name="video">The video.</param>
    /// <param name="wanted">What is wanted of it.</param>
    /// <param name="origin">Who wants it.</param>
    /// <param name="jobId">The job that searches; null for none.</param>
    public SearchReport Begin(SearchedVideo video, IReadOnlyList<WantedSubtitle> wanted, SearchOrigin origin, long? jobId) => new(video, wanted, origin, jobId, time.GetUtcNow());

    /// <summary>Stores a search that is over.</summary>
    public Task KeepAsync(SearchReport report, CancellationToken cancellationToken)
    {
        // Made here: the writer's one thread has enough to do.
        var row = report.Ended(time.GetUtcNow());
        return writer.WriteAsync(WriteUrgency.Background, session => table.Insert(session, row), cancellationToken);
    }

    /// <summary>Stores how far a search is that somebody watches.</summary>
    public Task ShowAsync(long searchId, SearchRow row, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Awaited,
        session =>
        {
            table.Update(session, searchId, row);
            return true;
        },
        cancellationToken);

    /// <summary>Stores what became of one of its subtitles. If the search is gone by now, nothing is.</summary>
    public Task BecameAsync(long searchId, string candidateId, KeptFate fate, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Awaited,
        session =>
        {
            if (table.Fates(session, searchId) is { } stored)
            {
                table.SetFates(session, searchId, KeptJson.Write(new Dictionary<string, KeptFate>(KeptJson.Read<Dictionary<string, KeptFate>>(stored)) { [candidateId] = fate }));
            }

            return true;
        },
        cancellationToken);
}
