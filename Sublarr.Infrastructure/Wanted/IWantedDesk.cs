using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>What people ask for of what is wanted.</summary>
public interface IWantedDesk
{
    /// <summary>Why nothing can be looked for, as a sentence with what helps; null when it can.</summary>
    ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken);

    /// <summary>Queues a search for one subtitle.</summary>
    /// <returns>The job; null when it is no longer wanted.</returns>
    Task<long?> SearchAsync(long id, CancellationToken cancellationToken);

    /// <summary>How many subtitles are meant now.</summary>
    Task<int> CountAsync(WantedFilter filter, CancellationToken cancellationToken);

    /// <summary>Queues one search for many subtitles; one that is queued or runs is not queued again.</summary>
    /// <returns>The job, and how many subtitles there are; null when there are none.</returns>
    Task<(long JobId, int Count)?> SearchAsync(WantedFilter filter, CancellationToken cancellationToken);

    /// <summary>Ignores some, or wants them again.</summary>
    /// <returns>How many changed.</returns>
    Task<int> IgnoreAsync(IReadOnlyList<long> ids, bool isIgnored, CancellationToken cancellationToken);
}

internal sealed class WantedDesk(IDbContextFactory<SublarrDbContext> contexts, IJobQueue queue, GroupCommit writer, IWantedTable table, WantedSearch search, TimeProvider time) : IWantedDesk
{
    public ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken) => search.ObstacleAsync(cancellationToken);

    public async Task<long?> SearchAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Wanted.AsNoTracking().Where(row => row.Id == id)
            .Join(context.Set<VideoRow>(), row => row.VideoId, video => video.Id, (_, video) => video)
            .Join(context.Set<TitleRow>(), video => video.TitleId, title => title.Id, (video, title) => new { video.Id, title.Name, video.Season, video.Episode })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : (await queue.EnqueueAsync([SearchOrder.OfPerson(found.Id, Say.Item(found.Name, found.Season, found.Episode), [id])], cancellationToken))[0];
    }

    public async Task<int> CountAsync(WantedFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await filter.In(context).CountAsync(cancellationToken);
    }

    public async Task<(long JobId, int Count)?> SearchAsync(WantedFilter filter, CancellationToken cancellationToken)
    {
        if (await CountAsync(filter, cancellationToken) is not (> 0 and var count))
        {
            return null;
        }

        var job = new NewJob(JobKinds.SearchWanted, $"Find {Wording.Several(count, "wanted subtitle")}", JobPriority.High)
        {
            Payload = JsonSerializer.Serialize(filter, EventJson.Options),
            Key = $"search-wanted:{JsonSerializer.Serialize(filter, EventJson.Options)}",
            BringsForward = true,
        };
        return ((await queue.EnqueueAsync([job], cancellationToken))[0], count);
    }

    public Task<int> IgnoreAsync(IReadOnlyList<long> ids, bool isIgnored, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Awaited, session => table.Ignore(session, ids, isIgnored, time.GetUtcNow()), cancellationToken);
}
