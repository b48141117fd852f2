using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Scoring;

/// <summary>The latest searches with all they found, so that other weights can be tried on them. Until there are any, samples stand in.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">When a search was made.</param>
public sealed class SearchArchive(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IDisposable
{
    // Two that end at the same moment would remove the same oldest one, and the second fails.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Searches that are kept.</summary>
    public const int Limit = 500;

    /// <summary>Keeps a search; the oldest beyond the limit go.</summary>
    public async Task AddAsync(SearchResult search, CancellationToken cancellationToken)
    {
        var candidates = StoredCandidates.Write(search.Candidates);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            context.Add(new StoredSearchRow { Type = search.Type, Title = search.Title, Language = search.Language, SearchedAt = time.GetUtcNow(), Candidates = candidates });
            context.RemoveRange(await context.StoredSearches.OrderByDescending(row => row.Id).Skip(Limit - 1).ToListAsync(cancellationToken));
            await context.SaveChangesAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The latest searches, newest first.</summary>
    public async Task<SearchHistory> LatestAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.StoredSearches.AsNoTracking().OrderByDescending(row => row.Id).Take(Limit).ToListAsync(cancellationToken);
        return rows.Count == 0 ? new(SampleSearches.All, AreSamples: true) : new([.. rows.Select(row => row.Read())], AreSamples: false);
    }
}

/// <summary>Searches to try weights on.</summary>
/// <param name="Searches">The searches.</param>
/// <param name="AreSamples">True when they came with Sublarr.</param>
public sealed record SearchHistory(IReadOnlyList<SearchResult> Searches, bool AreSamples)
{
    /// <summary>The one search that they are of; null when they are of many.</summary>
    public long? Of { get; init; }
}
