using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Looks for what a video lacks, stores what came of it and tells of it.</summary>
internal sealed class WantedSearch(
    IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, IWantedTable table, ISubtitleSearch search, SearchTurns turns, IEventBus bus, TimeProvider time)
{
    /// <summary>Why nothing can be looked for, as a sentence with what helps; null when it can.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken) => search.ObstacleAsync(cancellationToken);

    /// <summary>Looks for what a video lacks.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="ids">What of it; null for all that nobody ignores.</param>
    /// <param name="origin">Who wanted it.</param>
    /// <param name="job">The job that asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What came of each; empty when nothing is wanted any more.</returns>
    public async Task<IReadOnlyList<SearchedWanted>> OfVideoAsync(long videoId, IReadOnlyList<long>? ids, SearchOrigin origin, Job job, CancellationToken cancellationToken)
    {
        var (title, rows) = await WantedOfAsync(videoId, ids, cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var answers = await turns.TakeAsync(
            videoId, rows.ConvertAll(row => row.Subtitle()), left => search.SearchAsync(videoId, left, origin, job.Cause, cancellationToken), cancellationToken);
        var searched = rows.Zip(answers, (row, one) => new SearchedWanted(row.Id, title, row.Language, one.Answer)).ToList();
        // What another search placed it has stored and told.
        var own = searched.Zip(answers).Where(pair => !pair.Second.IsOfAnother).Select(pair => pair.First).ToList();
        await writer.WriteAsync(WriteUrgency.Background, session => Store(session, own), cancellationToken);
        foreach (var one in own)
        {
            await bus.PublishAsync(EventOf(one), job.Cause, cancellationToken, job.KeyOf($"wanted:{one.Id}"));
        }

        return searched;
    }

    private bool Store(WriteSession session, List<SearchedWanted> searched)
    {
        foreach (var one in searched)
        {
            table.Searched(session, one.Id, one.Answer, time.GetUtcNow(), Random.Shared.NextDouble());
        }

        return true;
    }

    private async Task<(string Title, List<WantedRow> Rows)> WantedOfAsync(long videoId, IReadOnlyList<long>? ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var title = await context.Videos.Where(video => video.Id == videoId)
            .Join(context.Set<TitleRow>(), video => video.TitleId, title => title.Id, (_, title) => title.Name).FirstOrDefaultAsync(cancellationToken);
        var rows = context.Wanted.AsNoTracking().Where(row => row.VideoId == videoId);
        // Who names one wants it, even if it was ignored until now.
        rows = ids is null ? rows.Where(row => row.IgnoredAt == null) : rows.Where(row => ids.Contains(row.Id));
        return (title ?? "", await rows.OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(cancellationToken));
    }

    private static WantedItemProcessed EventOf(SearchedWanted searched) => new(
        (int)searched.Id, searched.Title, searched.Language, EnumWord<SearchOutcome>.Of(searched.Answer.Outcome), searched.Answer.Provider, searched.Answer.Score);
}

/// <summary>What came of looking for one wanted subtitle.</summary>
/// <param name="Id">What was wanted.</param>
/// <param name="Title">The series or movie.</param>
/// <param name="Language">Its language.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record SearchedWanted(long Id, string Title, string Language, SearchedSubtitle Answer);
