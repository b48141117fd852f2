using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Channels;

/// <summary>All subscriptions in memory, for the hot path. Read again after any save through EF Core.</summary>
internal sealed class SubscriptionDirectory(IServiceProvider services) : IDisposable
{
    private readonly SavedState<SubscriptionSet> _saved = new(
        services, async (context, cancellationToken) => new SubscriptionSet(await context.Subscriptions.AsNoTracking().ToListAsync(cancellationToken)));

    /// <summary>What is known now; a moment behind a change.</summary>
    public SubscriptionSet Current => _saved.Current ?? SubscriptionSet.Empty;

    /// <summary>All subscriptions, with every change that was saved before the call.</summary>
    public ValueTask<SubscriptionSet> GetAsync(CancellationToken cancellationToken) => _saved.GetAsync(cancellationToken);

    /// <summary>Something was saved.</summary>
    public void Invalidate() => _saved.Invalidate();

    public void Dispose() => _saved.Dispose();
}

/// <summary>The subscriptions of one moment.</summary>
internal sealed class SubscriptionSet(IReadOnlyList<Subscription> subscriptions)
{
    private readonly FrozenDictionary<long, Subscription> _byId = subscriptions.ToFrozenDictionary(subscription => subscription.Id);

    public static SubscriptionSet Empty { get; } = new([]);

    public IReadOnlyList<Subscription> All => subscriptions;

    public Subscription? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>Who is to hear an event, now or, if switched off or paused, later. Nobody hears about their own deliveries.</summary>
    public IReadOnlyList<Subscription> WantingTo(EventEnvelope envelope)
    {
        JsonDocument? data = null;
        try
        {
            return [.. subscriptions.Where(subscription =>
                subscription.Id != envelope.Cause.SubscriptionId
                && subscription.Filter.Matches(envelope.Name)
                && subscription.Hears(() => (data ??= JsonDocument.Parse(envelope.Data)).RootElement))];
        }
        finally
        {
            data?.Dispose();
        }
    }
}
