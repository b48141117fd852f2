using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Looks for what is due, once an hour.</summary>
internal sealed class WantedSearchSchedule(WantedSearch search) : ISchedule
{
    public string Key => "wanted-search";

    public string Name => "Wanted search";

    public string Description => "Looks for the subtitles that are wanted and due: what was looked for in vain is looked for again after hours at first, and once a week in the end.";

    public Trigger Usual => new Trigger.Cron("15 * * * *", TimeZoneInfo.Local.Id);

    public NewJob Job => new(SearchWantedHandler.ScheduledKind, "Find the wanted subtitles that are due", JobPriority.Low) { SharedLane = JobKinds.SearchWanted };

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => await search.ObstacleAsync(cancellationToken) is null;
}

/// <summary>Looks for many subtitles, some videos at a time. What it has looked for it does not meet again, so after a stop it goes on where it was.</summary>
internal sealed class SearchWantedHandler(IDbContextFactory<SublarrDbContext> contexts, WantedSearch search, IEventBus bus, TimeProvider time) : IJobHandler
{
    public const string ScheduledKind = $"{JobKinds.Scheduled}wanted-search";

    /// <summary>Videos that are looked for side by side: most of the time of a search is waiting for providers, each of which keeps its own pace.</summary>
    private const int SideBySide = 16;

    private const int VideosAtOnce = 64;

    public string Kind => JobKinds.SearchWanted;

    public IEnumerable<string> Kinds => [JobKinds.SearchWanted, ScheduledKind];

    // Side by side they would look for the same videos, and ask every provider twice.
    public IEnumerable<string> Lanes => [JobKinds.SearchWanted];

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        if (await search.ObstacleAsync(cancellationToken) is { } obstacle)
        {
            return new(new JobOutcome.Skipped(obstacle));
        }

        var tally = await context.ResumeAsync<Tally>(cancellationToken) ?? await BeginAsync(context, cancellationToken);
        while (await NextAsync(context.Job, tally.Since, cancellationToken) is { Count: > 0 } videos)
        {
            tally = await SearchAsync(context, videos, tally, cancellationToken);
            await context.SaveAsync(tally, cancellationToken);
            if (context.Stopping.IsCancellationRequested)
            {
                return JobContext.PutBack;
            }
        }

        await bus.PublishAsync(
            new BatchComplete($"search:{context.Job.Id}", "search", tally.Done, tally.Found, tally.Failed, tally.Vain, tally.Milliseconds), context.Job.Cause, cancellationToken,
            context.Job.KeyOf("batch"));
        return new(JobOutcome.Done, new AttemptDetail
        {
            Note = tally.Done == 0
                ? "Nothing was due."
                : $"{Wording.Several(tally.Found, "subtitle")} found of {Wording.Count(tally.Done)} looked for; {Wording.Count(tally.Failed)} could not be asked for.",
        });
    }

    // Stored at once: after a kill the next attempt counts from the same time.
    private async Task<Tally> BeginAsync(JobContext context, CancellationToken cancellationToken)
    {
        var tally = new Tally(context.Job.AskedAt, await CountAsync(context.Job, cancellationToken), 0, 0, 0, 0);
        await context.SaveAsync(tally, cancellationToken);
        return tally;
    }

    private async Task<Tally> SearchAsync(JobContext context, List<long> videos, Tally before, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var answers = new ConcurrentQueue<SearchOutcome>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(videos, limits, async (video, stop) =>
        {
            // Many at once are nobody's own, whoever asked: they leave the last downloads of a day alone.
            foreach (var one in await search.OfVideoAsync(video, ids: null, SearchOrigin.Automatic, context.Job, stop))
            {
                answers.Enqueue(one.Answer.Outcome);
                context.Report(before.Done + answers.Count, Math.Max(before.Total, before.Done + answers.Count), one.Title);
            }
        });
        var (found, failed) = (answers.Count(answer => answer == SearchOutcome.Downloaded), answers.Count(answer => answer == SearchOutcome.Failed));
        return before with
        {
            Found = before.Found + found,
            Failed = before.Failed + failed,
            Vain = before.Vain + answers.Count - found - failed,
            Milliseconds = before.Milliseconds + watch.ElapsedMilliseconds,
        };
    }

    // What must be there before what is nice to have, and what came last first: that is what people are about to watch.
    private async Task<List<long>> NextAsync(Job job, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Left(context, job, since).GroupBy(row => row.VideoId)
            .OrderByDescending(video => video.Max(row => row.IsRequired)).ThenByDescending(video => video.Max(row => row.AddedAt)).ThenBy(video => video.Key)
            .Select(video => video.Key).Take(VideosAtOnce).ToListAsync(cancellationToken);
    }

    private async Task<int> CountAsync(Job job, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Left(context, job, job.AskedAt).CountAsync(cancellationToken);
    }

    private IQueryable<WantedRow> Left(SublarrDbContext context, Job job, DateTimeOffset since)
    {
        var now = time.GetUtcNow();
        var filter = job.Kind == ScheduledKind ? new WantedFilter() : JsonSerializer.Deserialize<WantedFilter>(job.Payload, EventJson.Options)!;
        var rows = filter.In(context).Where(row => row.IgnoredAt == null && (row.SearchedAt == null || row.SearchedAt < since));
        return job.Kind == ScheduledKind ? rows.Where(row => row.DueAt <= now) : rows;
    }

    /// <summary>How far it is: the checkpoint.</summary>
    /// <param name="Since">What was looked for since then is not looked for again.</param>
    /// <param name="Total">So many there were at the beginning.</param>
    /// <param name="Found">So many were found.</param>
    /// <param name="Failed">So many could not be asked for.</param>
    /// <param name="Vain">So many nobody had, or not good enough.</param>
    /// <param name="Milliseconds">How long it took.</param>
    private sealed record Tally(DateTimeOffset Since, int Total, int Found, int Failed, int Vain, long Milliseconds)
    {
        public int Done => Found + Failed + Vain;
    }
}
