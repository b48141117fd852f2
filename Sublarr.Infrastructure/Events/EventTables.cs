using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Events;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class EventTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Everything that has happened. Read only.</summary>
        public DbSet<EventRow> Events => context.Set<EventRow>();

        /// <summary>Where events of a name are. Read only.</summary>
        public DbSet<EventSpanRow> EventSpans => context.Set<EventSpanRow>();
    }
}
