using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Search;

/// <summary>Reads a search as it stands, with what is being fetched of it.</summary>
/// <param name="contexts">The database.</param>
public sealed class SearchReading(IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>A search; null when it is not kept any more.</summary>
    /// <param name="searchId">Which.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<ReadSearch?> FindAsync(long searchId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await RowAsync(context, searchId, cancellationToken) is not { } row)
        {
            return null;
        }

        var state = await StateAsync(context, searchId, row.State, row.JobId, cancellationToken);
        if (state != row.State)
        {
            // It ended just now: what it stored then belongs to it.
            row = await RowAsync(context, searchId, cancellationToken) ?? row;
        }

        var video = await context.Videos.AsNoTracking().Where(video => video.Id == row.VideoId)
            .Select(video => new { video.Path, video.TitleId }).FirstOrDefaultAsync(cancellationToken);
        if (video is null)
        {
            return null;
        }

        var downloads = await DownloadsAsync(context, searchId, cancellationToken);
        return new(row, state, KeptSearch.Of(row), downloads) { Path = video.Path, TitleId = video.TitleId };
    }

    /// <summary>Where a search stands. One whose job is over before it was is cancelled: the job was stopped before it began, or died.</summary>
    /// <param name="context">The database.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="stored">Where it stood when it was read.</param>
    /// <param name="jobId">The job that makes it.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public static async Task<SearchState> StateAsync(SublarrDbContext context, long searchId, SearchState stored, long? jobId, CancellationToken cancellationToken)
    {
        if (stored != SearchState.Running)
        {
            return stored;
        }

        var job = await context.Jobs.AsNoTracking().Where(job => job.Id == jobId).Select(job => (JobState?)job.State).FirstOrDefaultAsync(cancellationToken);
        if (job is { } open && !open.IsTerminal())
        {
            return SearchState.Running;
        }

        // Looked at after its job: between the two looks it may have ended as it should.
        var last = await context.Searches.AsNoTracking().Where(row => row.Id == searchId).Select(row => (SearchState?)row.State).FirstOrDefaultAsync(cancellationToken);
        return last is null or SearchState.Running ? SearchState.Cancelled : last.Value;
    }

    private static Task<SearchRow?> RowAsync(SublarrDbContext context, long searchId, CancellationToken cancellationToken) =>
        context.Searches.AsNoTracking().FirstOrDefaultAsync(row => row.Id == searchId, cancellationToken);

    private static async Task<IReadOnlyDictionary<string, ChosenDownload>> DownloadsAsync(SublarrDbContext context, long searchId, CancellationToken cancellationToken)
    {
        // ";" comes after ":", and so after all keys of this search.
        var begin = DownloadOrder.KeysOf(searchId);
        var end = $"{begin[..^1]};";
        var jobs = await context.Jobs.Where(job => job.Key!.CompareTo(begin) > 0 && job.Key!.CompareTo(end) < 0)
            .Select(job => new { Key = job.Key!, job.Id, job.State, job.LastError, job.DueAt })
            .ToListAsync(cancellationToken);
        // The last one of each counts.
        return jobs.GroupBy(job => job.Key[begin.Length..]).Select(group => group.MaxBy(job => job.Id)!)
            .ToDictionary(job => job.Key[begin.Length..], job => new ChosenDownload(job.Id, job.State, job.LastError, job.DueAt));
    }
}

/// <summary>A search as it stands.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Kept">What came of it.</param>
/// <param name="Downloads">What people have chosen of it, by the ids of the candidates.</param>
public sealed record ReadSearch(SearchRow Row, SearchState State, KeptSearch Kept, IReadOnlyDictionary<string, ChosenDownload> Downloads)
{
    /// <summary>The whole path of the video.</summary>
    public required string Path { get; init; }

    /// <summary>The series or movie.</summary>
    public required long TitleId { get; init; }
}

/// <summary>A subtitle that a person chose, on its way.</summary>
/// <param name="JobId">The job that fetches it.</param>
/// <param name="State">Where that stands.</param>
/// <param name="Problem">Why it has not come so far, as a sentence; null for nothing.</param>
/// <param name="DueAt">When it is tried, in UTC.</param>
public sealed record ChosenDownload(long JobId, JobState State, string? Problem, DateTimeOffset DueAt);
