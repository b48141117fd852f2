using System.Text.Json.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Web.Features.Schedules;

/// <summary>Every schedule, when it runs next and what came of its last run.</summary>
internal static class GetSchedules
{
    /// <summary>So many of the next runs are told.</summary>
    public const int NextRuns = 5;

    public sealed record Query : IRequest<IReadOnlyList<ScheduleView>>;

    public sealed class Handler(ITimetable timetable, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<ScheduleView>>
    {
        private static readonly JobState[] WorstFirst = [JobState.Dead, JobState.Expired, JobState.Cancelled];

        public async Task<IReadOnlyList<ScheduleView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var schedules = await timetable.ListAsync(cancellationToken);
            var jobIds = schedules.Select(schedule => schedule.LastJobId).OfType<long>().ToList();
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var states = await context.Jobs.Where(job => jobIds.Contains(job.Id)).Select(job => new { job.Id, job.State }).ToDictionaryAsync(job => job.Id, job => job.State, cancellationToken);
            var whole = schedules.Where(schedule => schedule.Schedule.HasParts).Select(schedule => schedule.LastJobId).ToList();
            var parts = await context.Jobs.Where(job => job.ParentId != null && whole.Contains(job.ParentId) && job.SubscriptionId == null)
                .Select(job => new Part(job.ParentId!.Value, job.Id, job.State, job.FinishedAt)).ToListAsync(cancellationToken);
            // Of a job that was run again, those of the run before are not meant.
            return [.. schedules.Select(schedule => ViewOf(schedule, states, parts.FindAll(part => part.Whole == schedule.LastJobId && !(part.FinishedAt < schedule.LastRun))))];
        }

        private static ScheduleView ViewOf(ScheduleState schedule, Dictionary<long, JobState> states, List<Part> parts) => new(schedule.Schedule.Key, schedule.Schedule.Name, schedule.Schedule.Description)
        {
            Enabled = schedule.IsEnabled,
            Cron = (schedule.Trigger as Trigger.Cron)?.Expression,
            EverySeconds = schedule.Trigger is Trigger.Every every ? (int)every.Interval.TotalSeconds : null,
            TimeZone = (schedule.Trigger as Trigger.Cron)?.TimeZone,
            PartOf = schedule.Schedule.Follows,
            Follows = schedule.Leader is not null,
            NextRuns = (schedule.Leader ?? schedule).Next is { } next ? [next, .. schedule.Trigger.AllAfter(next).Take(NextRuns - 1)] : [],
            LastRun = schedule is { LastRun: { } at, LastJobId: { } jobId }
                ? new(at, jobId, states.TryGetValue(jobId, out var state) ? Whole(state, parts.ConvertAll(part => part.State)) : null) { PartIds = parts.ConvertAll(part => part.Id) }
                : null,
        };

        // A job that only queues others has succeeded long before they fail.
        private static JobState Whole(JobState own, List<JobState> parts) => own != JobState.Succeeded
            ? own
            : parts.Exists(part => !part.IsTerminal()) ? JobState.Running : WorstFirst.Where(parts.Contains).FirstOrDefault(JobState.Succeeded);

        private sealed record Part(long Whole, long Id, JobState State, DateTimeOffset? FinishedAt);
    }
}

/// <summary>A schedule as people and machines see it.</summary>
/// <param name="Key">Its name for machines.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Description">What it does.</param>
public sealed record ScheduleView(string Key, string Name, string Description)
{
    /// <summary>Whether it runs by itself.</summary>
    public bool Enabled { get; init; }

    /// <summary>When, as in a crontab; null when it goes by an interval.</summary>
    public string? Cron { get; init; }

    /// <summary>How long after the run before; null when it goes by the clock.</summary>
    public int? EverySeconds { get; init; }

    /// <summary>By whose clock; null for an interval.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The key of the schedule whose times it has until it is given others, such as <c>library-scan</c> for one folder of the library; null for all others.</summary>
    public string? PartOf { get; init; }

    /// <summary>Whether it has those times now: its work is done by the runs of that schedule.</summary>
    public bool Follows { get; init; }

    /// <summary>The next five runs, in UTC; none when it does not run by itself.</summary>
    public IReadOnlyList<DateTimeOffset> NextRuns { get; init; } = [];

    /// <summary>The last run; null when there was none.</summary>
    public ScheduleRun? LastRun { get; init; }
}

/// <summary>A run of a schedule.</summary>
/// <param name="At">When it was, in UTC.</param>
/// <param name="JobId">The job it queued.</param>
/// <param name="State">
/// What became of that; null when it has been removed since. Where the job only queued others, it runs while one of them is open, and then it is the worst of them.
/// </param>
public sealed record ScheduleRun(DateTimeOffset At, long JobId, JobState? State)
{
    /// <summary>The jobs it queued in its place, for pages that show them live.</summary>
    [JsonIgnore]
    public IReadOnlyList<long> PartIds { get; init; } = [];
}
