using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

public sealed class SublarrDbContext(DbContextOptions<SublarrDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SublarrDbContext).Assembly);
}
