using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class ScheduleTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>When things run, where somebody chose it.</summary>
        public DbSet<ScheduleSettings> Schedules => context.Set<ScheduleSettings>();

        /// <summary>When things ran last. Read only.</summary>
        public DbSet<ScheduleRunRow> ScheduleRuns => context.Set<ScheduleRunRow>();
    }
}
