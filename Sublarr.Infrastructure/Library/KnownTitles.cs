using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>The titles of a Sonarr or Radarr that the library has.</summary>
internal sealed class KnownTitles(IDbContextFactory<SublarrDbContext> contexts, MediaFolders folders, GroupCommit writer, ILibraryTable table, TimeProvider time)
{
    /// <summary>Those of one instance, by their ids there.</summary>
    public async Task<Dictionary<int, TitleRow>> OfAsync(ArrServer server, CancellationToken cancellationToken)
    {
        var source = server.Source.Key();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Titles.AsNoTracking().Where(title => title.Source == source && title.SourceId != null).ToListAsync(cancellationToken);
        // People write the name of an instance as they like.
        return rows.Where(row => row.Instance.Equals(server.Name, StringComparison.OrdinalIgnoreCase)).GroupBy(row => row.SourceId!.Value).ToDictionary(same => same.Key, same => same.First());
    }

    /// <summary>Stores what is new; returns of how many something was.</summary>
    public async Task<int> RefreshAsync(IReadOnlyList<(TitleRow Row, KnownTitle Title)> read, CancellationToken cancellationToken)
    {
        var changed = new List<(KnownTitle Title, string? Folder)>();
        foreach (var (row, title) in read)
        {
            var folder = title.Folder is { Length: > 0 } told ? (await folders.MapAsync(title, told, cancellationToken)).TrimEnd('/', '\\') : null;
            // Reports name the same tags in another order, which is nothing new.
            var known = title.Tags is { } tags && tags.ToHashSet(StringComparer.Ordinal).SetEquals(row.Tags) ? title with { Tags = null } : title;
            if (IsNews(row, known, folder))
            {
                changed.Add((known, folder));
            }
        }

        return changed.Count == 0
            ? 0
            : await writer.WriteAsync(WriteUrgency.Background, session => changed.Count(each => table.RefreshTitle(session, each.Title, each.Folder, time.GetUtcNow())), cancellationToken);
    }

    private static bool IsNews(TitleRow row, KnownTitle title, string? folder) =>
        (title.Title is { } name && name != row.Name)
        || IsOther(title.Year, row.Year) || IsOther(title.TvdbId, row.TvdbId) || IsOther(title.TmdbId, row.TmdbId)
        || (title.ImdbId is { } imdb && imdb != row.ImdbId)
        || title.Tags is not null
        || (folder is { Length: > 0 } && folder != row.Folder);

    // What they do not say is no news.
    private static bool IsOther(int? said, int? known) => said is not null && said != known;
}
