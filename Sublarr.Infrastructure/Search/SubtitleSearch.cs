using System.Diagnostics;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.History;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Infrastructure.Search;

/// <summary>
/// Asks all providers once for everything that a video lacks, ranks what they have for each of it by the user's weights, and takes the best that stands the test.
/// What was found is kept, so that a person can look it through and other weights can be tried on it.
/// </summary>
internal sealed class SubtitleSearch(
    ProviderDirectory directory, ProviderSearch providers, SearchedVideos videos, SubtitleFetch fetch, RankingBook rankings, SearchArchive archive, SearchBook book, SubtitleHistory history,
    IEventBus bus, TimeProvider time)
    : ISubtitleSearch
{
    public async ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken) =>
        (await directory.ListAsync(cancellationToken)).Any(known => known.Row.IsEnabled) ? null : "No provider of subtitles is switched on. Switch one on under Providers.";

    public async Task<IReadOnlyList<SearchedSubtitle>> SearchAsync(
        long videoId, IReadOnlyList<WantedSubtitle> wanted, SearchOrigin origin, EventCause cause, CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(videoId, cancellationToken) is not { } video)
        {
            return [.. wanted.Select(_ => new SearchedSubtitle(SearchOutcome.Failed, "The video is not in the library any more."))];
        }

        if (video.Obstacle is { } obstacle)
        {
            // Nobody is asked: what they deliver could not be kept, and would be paid for again the next time.
            return [.. wanted.Select(subtitle => SearchSentences.Unwritable(subtitle, obstacle, time.GetUtcNow()))];
        }

        var watch = Stopwatch.StartNew();
        var report = book.Begin(video, wanted, origin, cause.JobId);
        var query = video.Ask([.. wanted.Select(subtitle => subtitle.Language).Distinct()]);
        var answer = await providers.SearchAsync(query, cancellationToken);
        var terms = await rankings.ForAsync(video, cancellationToken);
        report.Answered(answer);
        var searched = new List<SearchedSubtitle>(wanted.Count);
        foreach (var (place, subtitle) in wanted.Index())
        {
            var ranked = terms.Rank(answer.Found, subtitle, query);
            report.Ranked(place, ranked);
            await TellAsync(video, subtitle, answer, ranked, watch.ElapsedMilliseconds, cause, cancellationToken);
            var (outcome, fetched) = await TakeAsync(video, subtitle, answer, ranked, terms.Rules, origin, cause, cancellationToken);
            report.Tried(place, fetched);
            searched.Add(outcome);
        }

        await book.KeepAsync(report, cancellationToken);
        return searched;
    }

    private async Task<(SearchedSubtitle Outcome, FetchedSubtitle? Fetched)> TakeAsync(
        SearchedVideo video, WantedSubtitle wanted, SearchAnswer answer, List<RankedSubtitle> ranked, ScoringRules rules, SearchOrigin origin, EventCause cause,
        CancellationToken cancellationToken)
    {
        int? best = ranked is [var first, ..] ? first.Score.Points : null;
        var good = ranked.Where(subtitle => !subtitle.Score.IsRefused).ToList();
        if (good.Count == 0)
        {
            return (SearchSentences.NothingGood(wanted, answer, ranked) with { Score = best }, null);
        }

        var fetched = await fetch.TakeAsync(video, wanted, good, PurposeOf(origin, wanted), cancellationToken);
        if (fetched is not { Taken: { } chosen, Placed: { } placed })
        {
            return (SearchSentences.NoneTaken(wanted, fetched, time.GetUtcNow()) with { Score = best }, fetched);
        }

        // It stands: that is written down, whoever waits for the answer.
        var taken = chosen.Settled(placed.Path, video.Type, rules);
        await history.AddAsync(TakenSubtitle.Row(video, taken, placed, cause, time.GetUtcNow(), SubtitleAction.Downloaded, TakenSubtitle.WhyFirst(fetched)), CancellationToken.None);
        await bus.PublishAsync(SearchNews.Downloaded(video, taken, placed), cause, cancellationToken);
        return (new(SearchOutcome.Downloaded, SearchSentences.Taken(wanted, taken)) { Provider = taken.Found.Provider, Score = taken.Score.Points }, fetched);
    }

    private static DownloadPurpose PurposeOf(SearchOrigin origin, WantedSubtitle wanted) =>
        origin == SearchOrigin.Person ? DownloadPurpose.Person : wanted.IsRequired ? DownloadPurpose.Required : DownloadPurpose.Optional;

    private async Task TellAsync(
        SearchedVideo video, WantedSubtitle wanted, SearchAnswer answer, List<RankedSubtitle> ranked, long milliseconds, EventCause cause, CancellationToken cancellationToken)
    {
        if (ranked.Count > 0)
        {
            var candidates = ranked.ConvertAll(subtitle => subtitle.Candidate);
            await archive.AddAsync(new SearchResult(video.Type, video.Name, wanted.Language.Text, candidates), cancellationToken);
        }

        await bus.PublishAsync(SearchNews.Complete(video, wanted, answer, ranked, milliseconds), cause, cancellationToken);
    }
}
