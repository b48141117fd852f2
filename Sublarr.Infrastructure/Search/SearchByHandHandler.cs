using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Infrastructure.Search;

/// <summary>Asks all providers for one video, and stores what each answers as it comes: a person watches, and takes what is liked.</summary>
internal sealed class SearchByHandHandler(
    IDbContextFactory<SublarrDbContext> contexts, SearchedVideos videos, ProviderSearch providers, RankingBook rankings, SearchBook book, IEventBus bus,
    TimeProvider time)
    : IJobHandler
{
    /// <summary>Who sat there and waited asks again; only what a restart has cut short goes on by itself.</summary>
    private static readonly RetrySchedule Once = new(TimeSpan.Zero);

    public string Kind => JobKinds.SearchByHand;

    // They wait for answers, mostly.
    public int Concurrency => 4;

    public int MostAtOnce => 16;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    public RetrySchedule RecoveriesOf(Job job) => Once;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        if (await SearchAsync(context.Job, cancellationToken) is not { } row || await videos.FindAsync(row.VideoId, cancellationToken) is not { } video)
        {
            return new(new JobOutcome.Skipped("The video is not in the library any more."));
        }

        var wanted = KeptJson.Read<List<WantedSubtitle>>(row.Wanted);
        var report = new SearchReport(video, wanted, SearchOrigin.Person, context.Job.Id, row.AskedAt);
        try
        {
            var ended = await AskAsync(context, row.Id, video, wanted, report, cancellationToken);
            return new(JobOutcome.Done, new AttemptDetail { Note = ended.Problem ?? $"{Wording.Several(ended.Found, "subtitle")} found." });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !context.Stopping.IsCancellationRequested)
        {
            await book.ShowAsync(row.Id, report.Cancelled(time.GetUtcNow()), CancellationToken.None);
            throw;
        }
    }

    private async Task<SearchRow> AskAsync(
        JobContext context, long searchId, SearchedVideo video, IReadOnlyList<WantedSubtitle> wanted, SearchReport report, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var query = video.Ask([.. wanted.Select(subtitle => subtitle.Language).Distinct()]);
        var ranking = new HandRanking(wanted, query, await rankings.ForAsync(video, cancellationToken));
        var asked = await providers.AskAsync(query, cancellationToken);
        report.Asked(asked.Names);
        await book.ShowAsync(searchId, report.Running(), cancellationToken);
        context.Report(0, asked.Names.Count, "Asking");
        var answers = new List<ProviderAnswered>();
        await foreach (var answer in Task.WhenEach(asked.Answers).WithCancellation(cancellationToken))
        {
            answers.Add(await answer);
            ranking.Add(answers[^1], report);
            if (answers.Count == asked.Names.Count)
            {
                // The last one comes with the end.
                break;
            }

            await book.ShowAsync(searchId, report.Running(), cancellationToken);
            context.Report(answers.Count, asked.Names.Count, $"{ProviderCapabilities.LabelOf(answers[^1].Provider)} answered");
        }

        var ended = report.Ended(time.GetUtcNow());
        await book.ShowAsync(searchId, ended, cancellationToken);
        await TellAsync(context.Job, video, wanted, new SearchAnswer(answers), ranking, time.GetElapsedTime(begun), cancellationToken);
        return ended;
    }

    private async Task TellAsync(
        Job job, SearchedVideo video, IReadOnlyList<WantedSubtitle> wanted, SearchAnswer answer, HandRanking ranking, TimeSpan took, CancellationToken cancellationToken)
    {
        foreach (var subtitle in wanted)
        {
            var complete = SearchNews.Complete(video, subtitle, answer, ranking.Of(subtitle), (long)took.TotalMilliseconds);
            await bus.PublishAsync(complete, job.Cause, cancellationToken, job.KeyOf($"searched:{subtitle.Language}:{subtitle.Variant}"));
        }
    }

    private async Task<SearchRow?> SearchAsync(Job job, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Searches.AsNoTracking().FirstOrDefaultAsync(row => row.JobId == job.Id, cancellationToken);
    }
}
