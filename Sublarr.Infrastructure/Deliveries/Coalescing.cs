using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Of the deliveries that would do the same work the last does it for all: each asks, when its turn comes, whether a later one waits. What is stored is one job for each event, so
/// that a kill loses none; only how long the work has been put off, and for which events, is kept in memory, and after a start that begins anew.
/// </summary>
/// <param name="contexts">Opens the store.</param>
/// <param name="time">Tells how long it has been put off.</param>
internal sealed class Coalescing(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IJobWatcher
{
    /// <summary>How long the work is put off at most while more and more comes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The most events that are remembered as put off.</summary>
    public const int LongestMemory = 100;

    private readonly ConcurrentDictionary<(long Subscription, string Key), DateTimeOffset> _since = new();
    private readonly ConcurrentDictionary<(long Subscription, string Key), ConcurrentQueue<string>> _putOff = new();

    /// <summary>The events whose work a delivery does besides its own, the oldest first. Those that went before it are told until one of them has ended.</summary>
    public IReadOnlyCollection<string> PutOffFor(Job job) =>
        KeyOf(job) is { } key && _putOff.TryGetValue(key, out var events) ? [.. events] : [];

    /// <summary>The work is done, or given up.</summary>
    public void Ended(Job job)
    {
        if (KeyOf(job) is { } key)
        {
            End(key);
        }
    }

    public void Changed(IReadOnlyList<JobChange> changes)
    {
    }

    public void Dropped(long subscriptionId, string orderingKey) => End((subscriptionId, orderingKey));

    /// <summary>The job that does this one's work too; null when it must do its own.</summary>
    public async ValueTask<long?> LaterOfAsync(Job job, CancellationToken cancellationToken)
    {
        if (KeyOf(job) is not { } work)
        {
            return null;
        }

        // From the first that was put off, and not from when that came: what a night without the server has left behind is one piece of work too.
        var now = time.GetUtcNow();
        var since = _since.GetOrAdd(work, now);
        var later = now - since < Longest ? await LastAsync(job.Id, work.Subscription, work.Key, cancellationToken) : null;
        if (later is null)
        {
            _since.TryRemove(work, out _);
        }
        else if (job.EventId is { } eventId && _putOff.GetOrAdd(work, _ => new()) is { Count: < LongestMemory } events)
        {
            events.Enqueue(eventId);
        }

        return later;
    }

    // Of one key they go one at a time: none is put off in between. What comes next is put off from its own beginning, and not from that of what is over.
    private void End((long Subscription, string Key) work)
    {
        _putOff.TryRemove(work, out _);
        _since.TryRemove(work, out _);
    }

    // What a person sends again is wanted for itself.
    private static (long Subscription, string Key)? KeyOf(Job job) =>
        job is { OrderingKey: { } key, SubscriptionId: { } subscription, Trigger: not JobTrigger.Manual } ? (subscription, key) : null;

    // Those that are held would do nothing.
    private async Task<long?> LastAsync(long id, long subscription, string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Through<JobRow>(JobRow.OrderedIndex)
            .Where(row => row.SubscriptionId == subscription && row.OrderingKey == key && row.FinishedAt == null && row.Id > id && row.State != JobState.Held)
            .MaxAsync(row => (long?)row.Id, cancellationToken);
    }
}
