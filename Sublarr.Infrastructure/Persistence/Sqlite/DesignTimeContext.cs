using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Lets <c>dotnet ef</c> write a migration without starting the app.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<SublarrDbContext>
{
    public SublarrDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SublarrDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
