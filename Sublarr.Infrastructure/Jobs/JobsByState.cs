using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Asks for the jobs of one state in the words that the indexes understand.</summary>
public static class JobsByState
{
    /// <summary>The jobs of one state. In order of their ids an index gives them, however many there are; those that run are few.</summary>
    public static IQueryable<JobRow> JobsIn(this SublarrDbContext context, JobState state) => state == JobState.Running
        // By name: SQLite would look through all jobs to have them in order.
        ? context.Jobs.FromSql($"SELECT * FROM jobs INDEXED BY ix_jobs_running WHERE state = 'running'")
        // The first condition is that of the index.
        : context.Jobs.Where(job => job.State != JobState.Running && job.State == state);
}
