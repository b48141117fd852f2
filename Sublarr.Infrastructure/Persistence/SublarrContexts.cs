using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Opens contexts that save through the write gate.</summary>
internal sealed class SublarrContexts(DbContextOptions<SublarrDbContext> options, GatedSave saves, IStore store) : IDbContextFactory<SublarrDbContext>
{
    public SublarrDbContext CreateDbContext() => new(options) { Saves = saves, Store = store };
}
