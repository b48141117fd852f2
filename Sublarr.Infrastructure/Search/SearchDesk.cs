using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Search;

/// <summary>What people ask of searches.</summary>
public interface ISearchDesk
{
    /// <summary>Why nothing can be looked for, as a sentence with what helps; null when it can.</summary>
    ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken);

    /// <summary>Asks all providers for a video, and takes nothing. One that runs for the same already is not begun again.</summary>
    /// <returns>The job and the search; null when there is no such video.</returns>
    Task<OrderedSearch?> SearchAsync(long videoId, SearchWish wish, CancellationToken cancellationToken);

    /// <summary>Fetches one of the subtitles that a search found, and puts it beside its video. One that is being fetched is not fetched again.</summary>
    /// <returns>The job; null when there is no such subtitle.</returns>
    Task<long?> DownloadAsync(long searchId, string candidateId, CancellationToken cancellationToken);
}

/// <summary>A search that a person asked for.</summary>
/// <param name="JobId">The job that makes it.</param>
/// <param name="SearchId">The search.</param>
public sealed record OrderedSearch(long JobId, long SearchId);

internal sealed class SearchDesk(
    IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, JobStore jobs, ISearchTable table, ISubtitleSearch search, SearchedVideos videos, ILanguageProfiles profiles,
    SearchBook book)
    : ISearchDesk
{
    /// <summary>A second click is no second wish.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(10);

    public ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken) => search.ObstacleAsync(cancellationToken);

    public async Task<OrderedSearch?> SearchAsync(long videoId, SearchWish wish, CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(videoId, cancellationToken) is not { } video)
        {
            return null;
        }

        var wanted = wish.Wanted(await profiles.ProfileForAsync(video.Title.Subject(), cancellationToken));
        return await writer.WriteAsync(WriteUrgency.Awaited, session => Order(session, video, wanted), cancellationToken);
    }

    public async Task<long?> DownloadAsync(long searchId, string candidateId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await ChosenSubtitle.FindAsync(context, searchId, candidateId, cancellationToken) is not { } chosen)
        {
            return null;
        }

        var job = new NewJob(JobKinds.DownloadSubtitle, $"Fetch the subtitle chosen for {chosen.Search.Title}", JobPriority.High)
        {
            Payload = KeptJson.Write(new DownloadOrder(searchId, candidateId)),
            Key = DownloadOrder.KeyOf(searchId, candidateId),
            BringsForward = true,
            KeyHolds = DoubleClick,
        };
        return (await jobs.EnqueueAsync([job], cancellationToken))[0];
    }

    // In one transaction: there is no job without its search, and no search that nobody makes.
    private OrderedSearch? Order(WriteSession session, SearchedVideo video, IReadOnlyList<WantedSubtitle> wanted)
    {
        var what = string.Join(',', wanted.Select(subtitle => $"{subtitle.Language}/{subtitle.Variant}"));
        var job = jobs.Insert(session, new NewJob(JobKinds.SearchByHand, $"Ask all providers for {video.Name}", JobPriority.High)
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{JobKinds.SearchByHand}:{video.Row.Id}:{what}"),
            BringsForward = true,
        });
        var known = table.OfJob(session, job) ?? table.Insert(session, book.Begin(video, wanted, SearchOrigin.Person, job).Running());
        return known is { } id ? new(job, id) : null;
    }
}
