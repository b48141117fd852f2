using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Arr;

/// <summary>The path mappings of each Sonarr and Radarr in memory. Read again after any save through EF Core.</summary>
internal sealed class SenderPaths(IDbContextFactory<SublarrDbContext> contexts, SaveCount saves) : IDisposable
{
    private readonly SavedState<List<PathMappingRow>> _saved = new(contexts, saves, ReadAsync);

    /// <summary>Where a path of a sender is on this machine; null where no mapping reaches.</summary>
    public async ValueTask<string?> FindAsync(KnownTitle title, string path, CancellationToken cancellationToken)
    {
        var rows = await _saved.GetAsync(cancellationToken);
        // Of two that reach as far, the one for this instance comes first.
        var own = rows.Where(row => row.Source == title.Source && IsFor(row, title.Instance)).OrderByDescending(row => row.Instance.Length > 0);
        return new PathMappings(own.Select(row => new PathMapping(row.From, row.To))).Find(path);
    }

    public void Dispose() => _saved.Dispose();

    private static bool IsFor(PathMappingRow row, string instance) => row.Instance.Length == 0 || row.Instance.Equals(instance, StringComparison.OrdinalIgnoreCase);

    private static Task<List<PathMappingRow>> ReadAsync(SublarrDbContext context, CancellationToken cancellationToken) =>
        context.PathMappings.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
}
