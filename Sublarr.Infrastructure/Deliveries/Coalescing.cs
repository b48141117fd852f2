using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Of the deliveries that would do the same work the last does it for all: each asks, when its turn comes, whether a later one waits. What is stored is one job for each event, so
/// that a kill loses none; only how long the work has been put off is kept in memory, and after a start that begins anew.
/// </summary>
/// <param name="contexts">Opens the store.</param>
/// <param name="time">Tells how long it has been put off.</param>
internal sealed class Coalescing(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time)
{
    /// <summary>How long the work is put off at most while more and more comes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(long Subscription, string Key), DateTimeOffset> _since = new();

    /// <summary>The job that does this one's work too; null when it must do its own.</summary>
    public async ValueTask<long?> LaterOfAsync(Job job, CancellationToken cancellationToken)
    {
        // What a person sends again is wanted.
        if (job is not { OrderingKey: { } key, SubscriptionId: { } subscription, Trigger: not JobTrigger.Manual })
        {
            return null;
        }

        // From the first that was put off, and not from when that came: what a night without the server has left behind is one piece of work too.
        var now = time.GetUtcNow();
        var since = _since.GetOrAdd((subscription, key), now);
        var later = now - since < Longest ? await LastAsync(job.Id, subscription, key, cancellationToken) : null;
        if (later is null)
        {
            _since.TryRemove((subscription, key), out _);
        }

        return later;
    }

    // Those that are held would do nothing.
    private async Task<long?> LastAsync(long id, long subscription, string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Through<JobRow>(JobRow.OrderedIndex)
            .Where(row => row.SubscriptionId == subscription && row.OrderingKey == key && row.FinishedAt == null && row.Id > id && row.State != JobState.Held)
            .MaxAsync(row => (long?)row.Id, cancellationToken);
    }
}
