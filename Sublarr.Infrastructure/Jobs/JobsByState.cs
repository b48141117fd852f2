using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Asks for the jobs of one state, or for deliveries, in words that the store understands.</summary>
public static class JobsByState
{
    /// <summary>Those of the jobs that deliver an event to a subscription.</summary>
    public static IQueryable<JobRow> Deliveries(this IQueryable<JobRow> jobs) => jobs.Where(job => job.Kind == JobKinds.Deliver || job.Kind.StartsWith(JobKinds.Notify));

    /// <summary>Those of a kind and of a priority. Each condition stands there only when it is asked for, so that the index of the one asked for is used.</summary>
    /// <param name="jobs">Some jobs.</param>
    /// <param name="kind">Only of this kind; null for all.</param>
    /// <param name="priority">Only of this priority, 1 to 10; null for all.</param>
    public static IQueryable<JobRow> Of(this IQueryable<JobRow> jobs, string? kind, int? priority)
    {
        jobs = kind is null ? jobs : jobs.Where(job => job.Kind == kind);
        return priority is null ? jobs : jobs.Where(job => job.Priority == priority);
    }

    /// <summary>The jobs of one state. In order of their ids an index gives them, however many there are; those that are queued or run are sorted.</summary>
    public static IQueryable<JobRow> JobsIn(this SublarrDbContext context, JobState state) => state switch
    {
        // By name: SQLite would look through all jobs to have them in order.
        JobState.Running => context.Through<JobRow>(JobRow.RunningIndex).Where(job => job.State == JobState.Running),
        JobState.Queued => context.Through<JobRow>(JobRow.ReadyIndex).Where(job => job.State == JobState.Queued),

        // The first conditions are those of the index.
        _ => context.Jobs.Where(job => job.State != JobState.Queued && job.State != JobState.Running && job.State == state),
    };
}
