using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers.Samples;

namespace Sublarr.Infrastructure.Samples;

/// <summary>What the sample data shows, one thing after the other, as the tree of its report tells it.</summary>
internal sealed class SampleSteps
{
    // The report, the look at its file, the search, its deliveries.
    private const int Depth = 4;

    private readonly List<JobRow> _jobs;
    private readonly List<EventRow> _events;
    private readonly ILookup<long, AttemptRow> _attempts;

    private SampleSteps(List<JobRow> jobs, List<EventRow> events, ILookup<long, AttemptRow> attempts) => (_jobs, _events, _attempts) = (jobs, events, attempts);

    /// <summary>All of them, in their order.</summary>
    /// <param name="context">The database.</param>
    /// <param name="belonging">What belongs to the sample data; null when that is not known yet.</param>
    /// <param name="received">What its receiver was sent.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<SampleStep>> ReadAsync(
        SublarrDbContext context, SamplesSettings? belonging, IReadOnlyList<SampleReceived> received, CancellationToken cancellationToken)
    {
        var jobs = await TreeAsync(context, belonging?.Report ?? 0, cancellationToken);
        var ids = jobs.ConvertAll(job => (long?)job.Id);
        var events = await context.Events.AsNoTracking().Where(row => ids.Contains(row.CauseJobId)).OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
        var numbers = jobs.ConvertAll(job => job.Id);
        var attempts = await context.Attempts.AsNoTracking().Where(row => numbers.Contains(row.JobId)).ToListAsync(cancellationToken);
        return new SampleSteps(jobs, events, attempts.ToLookup(attempt => attempt.JobId)).All(belonging ?? new(), received);
    }

    private static async Task<List<JobRow>> TreeAsync(SublarrDbContext context, long root, CancellationToken cancellationToken)
    {
        var all = await context.Jobs.AsNoTracking().Where(job => job.Id == root).ToListAsync(cancellationToken);
        var level = all;
        for (var depth = 0; depth < Depth && level.Count > 0; depth++)
        {
            var parents = level.ConvertAll(job => (long?)job.Id);
            level = await context.Jobs.AsNoTracking().Where(job => parents.Contains(job.ParentId)).OrderBy(job => job.Id).ToListAsync(cancellationToken);
            all.AddRange(level);
        }

        return all;
    }

    private List<SampleStep> All(SamplesSettings belonging, IReadOnlyList<SampleReceived> received)
    {
        var report = _jobs.FirstOrDefault();
        var scan = _jobs.Find(job => job.Kind == JobKinds.ScanEpisode);
        var search = _jobs.Find(job => job.Kind == JobKinds.SearchSubtitles);
        var (found, complete) = Told<ProviderSearchComplete>();
        var (placed, downloaded) = Told<SubtitleDownloaded>();
        var hook = _jobs.Find(job => job.SubscriptionId == belonging.Hook);
        var webhook = _jobs.Find(job => job.SubscriptionId == belonging.Webhook);
        List<SampleStep> steps =
        [
            Of("report", "Sonarr's report is taken", report, report is null ? null : $"{report.Title}."),
            Of("scan", "The video is looked at", scan, $"{SampleStory.Imported.FileName}: no English subtitle beside it."),
            Of("search", "Providers are asked", search, Found(complete), found),
            Of("choice", "The best is chosen", search, Chosen(downloaded), placed),
            Of("file", "It is written beside its video", search, downloaded?.Written?.Path, placed),
            Of("hook", "A hook runs", hook, LastLine(hook)),
            Of("delivery", "A webhook is delivered", webhook, Signed(webhook, received)),
        ];
        // The log keeps jobs for some weeks. What it no longer tells of has happened.
        return belonging.Report > 0 && _jobs.Count == 0 ? steps.ConvertAll(step => step with { State = SampleStepState.Done, Detail = null }) : steps;
    }

    private static string? Found(ProviderSearchComplete? told) => told is null ? null : $"{Wording.Several(told.CandidateCount, "subtitle")} found in {told.DurationMs} ms.";

    private static string? Chosen(SubtitleDownloaded? told) =>
        told is null ? null : $"{told.Release} from {ProviderCapabilities.LabelOf(told.Provider)}, with {told.Score} points.";

    /// <summary>A step that one job does, and that an event tells of where it is only a part of the job.</summary>
    private SampleStep Of(string key, string title, JobRow? job, string? detail, EventRow? told) =>
        told is null && job is { State: JobState.Succeeded or JobState.Cancelled } ? Row(key, title, SampleStepState.Failed, NoteOf(job), job)
        : Row(key, title, told is not null ? SampleStepState.Done : StateOf(job), told is not null ? detail : job?.LastError, job) with { EventId = told?.Id };

    private static SampleStep Of(string key, string title, JobRow? job, string? detail) =>
        Row(key, title, StateOf(job), job?.State == JobState.Succeeded ? detail : job?.LastError, job);

    private static SampleStep Row(string key, string title, SampleStepState state, string? detail, JobRow? job) =>
        new(key, title, state, detail) { JobId = job?.Id, JobKind = job?.Kind };

    private static SampleStepState StateOf(JobRow? job) => job?.State switch
    {
        null => SampleStepState.Waiting,
        JobState.Succeeded => SampleStepState.Done,
        JobState.Dead or JobState.Cancelled or JobState.Expired => SampleStepState.Failed,
        _ => SampleStepState.Running,
    };

    private (EventRow? Row, TEvent? Fact) Told<TEvent>()
        where TEvent : class
    {
        var name = EventCatalog.Of(typeof(TEvent)).Name;
        var row = _events.Find(told => told.Name == name);
        return (row, row is null ? null : JsonSerializer.Deserialize<TEvent>(row.Data, EventJson.Options));
    }

    private AttemptDetail? DetailOf(JobRow? job) => job is null ? null : _attempts[job.Id].OrderBy(attempt => attempt.Number).LastOrDefault()?.ReadDetail();

    private string? NoteOf(JobRow job) => DetailOf(job)?.Note ?? job.LastError;

    private string? LastLine(JobRow? job) => DetailOf(job)?.Script?.Output.Trim().Split('\n')[^1] is { Length: > 0 } line ? $"It printed: {line}" : null;

    private static string? Signed(JobRow? job, IReadOnlyList<SampleReceived> received) => job is null ? null
        : received.FirstOrDefault(one => one.Id == job.EventId) is { Problem: { } problem } ? problem
        : "The receiver checked its signature: it is good.";
}
