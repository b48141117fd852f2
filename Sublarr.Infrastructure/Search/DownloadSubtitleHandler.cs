using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.History;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>Fetches the subtitle that a person chose, judges it and puts it beside its video.</summary>
internal sealed class DownloadSubtitleHandler(
    IDbContextFactory<SublarrDbContext> contexts, SearchedVideos videos, DownloadShelf downloads, SubtitlePlacement placement, SearchBook book, ScoringDirectory scoring,
    SubtitleHistory history, IEventBus bus, TimeProvider time) : IJobHandler
{
    /// <summary>A provider that is away for a moment: who waits will not wait for hours.</summary>
    private static readonly RetrySchedule Retries = new(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(2));

    public string Kind => JobKinds.DownloadSubtitle;

    public int Concurrency => 4;

    public int MostAtOnce => 16;

    public RetrySchedule RetriesOf(Job job) => Retries;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = KeptJson.Read<DownloadOrder>(context.Job.Payload);
        if (await ChosenAsync(order, cancellationToken) is not { } chosen || await videos.FindAsync(chosen.Search.VideoId, cancellationToken) is not { } video)
        {
            return new(new JobOutcome.Rejected("The search is not kept any more, or its video is gone. Search again."));
        }

        if (video.Obstacle is { } obstacle)
        {
            return await ObstructedAsync(order, video, obstacle, cancellationToken);
        }

        context.Report(0, null, $"{ProviderCapabilities.LabelOf(chosen.Candidate.Found.Provider)} delivers");
        try
        {
            var download = await downloads.FetchAsync(chosen.Candidate.Found, DownloadPurpose.Person, cancellationToken);
            var result = await placement.PlaceAsync(video.Row.Id, new DownloadedBytes(download.Name, download.Content), chosen.Expectation, cancellationToken);
            await book.BecameAsync(order.SearchId, order.CandidateId, KeptFate.Of(result), cancellationToken);
            if (result is PlacementResult.Refused { Kind: PlacementRefusal.Unfit } unfit)
            {
                await history.RefusedAsync(video.Row, chosen.Expected, unfit.Reason, cancellationToken);
            }

            return await ConcludeAsync(context.Job, video, chosen, result, cancellationToken);
        }
        catch (ProviderException exception)
        {
            await book.BecameAsync(order.SearchId, order.CandidateId, KeptFate.Of(exception.Failure), cancellationToken);
            return new(OutcomeOf(exception.Failure));
        }
    }

    // Nothing is fetched that could not be kept. A disk may be back in a moment, a file that is gone is told at once.
    private async Task<JobResult> ObstructedAsync(DownloadOrder order, SearchedVideo video, string obstacle, CancellationToken cancellationToken)
    {
        if (obstacle != WritingObstacle.Gone(video.Row.Path))
        {
            return new(new JobOutcome.RetryLater(obstacle));
        }

        await book.BecameAsync(order.SearchId, order.CandidateId, KeptFate.Of(new PlacementResult.Refused(PlacementRefusal.NoVideo, obstacle, [])), cancellationToken);
        return new(new JobOutcome.Rejected(obstacle));
    }

    private async Task<JobResult> ConcludeAsync(Job job, SearchedVideo video, ChosenSubtitle chosen, PlacementResult result, CancellationToken cancellationToken)
    {
        if (result is not PlacementResult.Placed placed)
        {
            var refused = (PlacementResult.Refused)result;
            // A disk may have room again.
            JobOutcome outcome = refused.Kind == PlacementRefusal.Disk ? new JobOutcome.RetryLater(refused.Reason) : new JobOutcome.Rejected(refused.Reason);
            return new(outcome, DetailOf(refused.Reason, refused.Findings));
        }

        var candidate = chosen.Candidate;
        var rules = (await scoring.GetAsync(cancellationToken)).Rules;
        var taken = new RankedSubtitle(candidate.Found, candidate.Candidate, new Score(candidate.Points, candidate.Percent, candidate.Parts, candidate.Refusals)).Settled(placed.Path, video.Type, rules);
        // It stands: that is written down, whoever waits for the answer.
        var row = TakenSubtitle.Row(video, taken, placed, job.Cause, time.GetUtcNow(), SubtitleAction.Downloaded, "A person chose it.", chosen.Search.Id);
        await history.AddAsync(row, CancellationToken.None);
        await bus.PublishAsync(SearchNews.Downloaded(video, taken, placed), job.Cause, cancellationToken, job.KeyOf("downloaded"));
        return new(JobOutcome.Done, DetailOf($"{Path.GetFileName(placed.Path)} lies beside the video.", placed.Findings));
    }

    private async Task<ChosenSubtitle?> ChosenAsync(DownloadOrder order, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ChosenSubtitle.FindAsync(context, order.SearchId, order.CandidateId, cancellationToken);
    }

    // What only time or a person mends is told at once: nobody waits until tomorrow for a new quota.
    private static JobOutcome OutcomeOf(ProviderFailure failure) => failure switch
    {
        { Reason: ProviderFailureReason.NotReady } => new JobOutcome.RetryLater(failure.Message, failure.RetryAt),
        { NeedsPerson: true } or { IsOfOneThing: true } => new JobOutcome.Rejected(failure.Message),
        _ => new JobOutcome.RetryLater(failure.Message, failure.RetryAt),
    };

    private static AttemptDetail DetailOf(string note, IReadOnlyList<GateFinding> findings) => new()
    {
        Note = note,
        Parts = findings.Count == 0 ? null : [new("What was looked at", string.Join('\n', findings.Select(Line)))],
    };

    private static string Line(GateFinding finding) => $"{finding.Subject}: {finding.Value}{(finding.Refusal is { } why ? $". {why}" : "")}";
}
