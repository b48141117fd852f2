using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class JobTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>The queue. Read only.</summary>
        public DbSet<JobRow> Jobs => context.Set<JobRow>();

        /// <summary>What long jobs noted of their work. Read only.</summary>
        public DbSet<JobNoteRow> JobNotes => context.Set<JobNoteRow>();

        /// <summary>What of the queue is paused.</summary>
        public DbSet<QueuePause> QueuePauses => context.Set<QueuePause>();

        /// <summary>How many of a lane may run at once, where somebody has set that.</summary>
        public DbSet<LaneRoom> LaneRooms => context.Set<LaneRoom>();

        /// <summary>What came of each try. Read only.</summary>
        public DbSet<AttemptRow> Attempts => context.Set<AttemptRow>();
    }
}
