using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Security;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class SecurityTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Those who may sign in.</summary>
        public DbSet<Administrator> Administrators => context.Set<Administrator>();

        /// <summary>Browsers that are signed in.</summary>
        public DbSet<Session> Sessions => context.Set<Session>();
    }
}
