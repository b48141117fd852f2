using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scoring;

/// <summary>Which searches are kept for the what-if.</summary>
public sealed class SearchArchiveTests : IAsyncDisposable
{
    private readonly SublarrApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Only_the_latest_searches_are_kept()
    {
        await using var context = await _app.ContextAsync();
        context.AddRange(Enumerable.Range(0, SearchArchive.Limit + 20).Select(number => new StoredSearchRow { Title = $"{number}", Language = "en", Candidates = "[]" }));
        await context.SaveChangesAsync();
        var archive = _app.Services.GetRequiredService<SearchArchive>();

        await archive.AddAsync(new SearchResult(MediaType.Movie, "Newest", "en", []), CancellationToken.None);

        var latest = await archive.LatestAsync(CancellationToken.None);
        latest.Searches.Count.ShouldBe(SearchArchive.Limit);
        latest.Searches[0].Title.ShouldBe("Newest");
        (await context.StoredSearches.CountAsync()).ShouldBe(SearchArchive.Limit);
    }

    [Fact]
    public async Task Searches_that_end_at_the_same_moment_are_all_kept()
    {
        await using var context = await _app.ContextAsync();
        context.AddRange(Enumerable.Range(0, SearchArchive.Limit).Select(number => new StoredSearchRow { Title = $"{number}", Language = "en", Candidates = "[]" }));
        await context.SaveChangesAsync();
        var archive = _app.Services.GetRequiredService<SearchArchive>();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => archive.AddAsync(new SearchResult(MediaType.Movie, $"New {number}", "en", []), CancellationToken.None))));

        (await archive.LatestAsync(CancellationToken.None)).Searches.Count(search => search.Title.StartsWith("New ", StringComparison.Ordinal)).ShouldBe(16);
        (await context.StoredSearches.CountAsync()).ShouldBe(SearchArchive.Limit);
    }
}
