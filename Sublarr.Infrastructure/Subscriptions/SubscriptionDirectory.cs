using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Events;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>All subscriptions in memory, for the hot path. Read again after any save through EF Core.</summary>
internal sealed partial class SubscriptionDirectory : IUnreadableSubscriptions, IDisposable
{
    private readonly SavedState<SubscriptionSet> _saved;
    private readonly DeliveryChannels _channels;
    private readonly ILogger<SubscriptionDirectory> _logger;

    public SubscriptionDirectory(IDbContextFactory<SublarrDbContext> contexts, SaveCount saves, DeliveryChannels channels, ILogger<SubscriptionDirectory> logger)
    {
        (_channels, _logger) = (channels, logger);
        _saved = new(contexts, saves, ReadAsync);
    }

    /// <summary>What is known now; a moment behind a change.</summary>
    public SubscriptionSet Current => _saved.Current ?? SubscriptionSet.Empty;

    /// <summary>All subscriptions, with every change that was saved before the call.</summary>
    public ValueTask<SubscriptionSet> GetAsync(CancellationToken cancellationToken) => _saved.GetAsync(cancellationToken);

    async ValueTask<IReadOnlyDictionary<long, UnreadableSubscription>> IUnreadableSubscriptions.GetAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).Unreadable;

    public void Dispose() => _saved.Dispose();

    private async Task<SubscriptionSet> ReadAsync(SublarrDbContext context, CancellationToken cancellationToken)
    {
        var former = Current;
        var now = SubscriptionSet.Of(await context.Subscriptions.AsNoTracking().ToListAsync(cancellationToken), _channels, former);
        foreach (var (id, unreadable) in now.Unreadable.Where(unreadable => former.TermsOf(unreadable.Key)?.Problem != unreadable.Value.Problem))
        {
            LogUnreadable(id, unreadable.Name, unreadable.Channel, unreadable.Problem);
        }

        return now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscription {SubscriptionId} ({Name}, {Channel}) cannot be read, and its deliveries are held: {Problem}")]
    private partial void LogUnreadable(long subscriptionId, string name, string channel, string problem);
}

/// <summary>The subscriptions of one moment, with what their channels make of their settings.</summary>
internal sealed class SubscriptionSet
{
    private readonly IReadOnlyList<Subscription> _all;
    private readonly FrozenDictionary<long, (Subscription Subscription, DeliveryTerms Terms)> _byId;
    private readonly ConcurrentDictionary<string, Subscription[]> _byEvent = new(StringComparer.Ordinal);

    private SubscriptionSet(IReadOnlyList<Subscription> all, Func<Subscription, DeliveryTerms> termsOf)
    {
        (_all, _byId) = (all, all.ToFrozenDictionary(subscription => subscription.Id, subscription => (subscription, termsOf(subscription))));
        Unreadable = _byId.Where(known => known.Value.Terms.Problem is not null).ToDictionary(
            known => known.Key,
            known => new UnreadableSubscription(
                known.Value.Subscription.Channel, known.Value.Subscription.Name, known.Value.Terms.Problem!, HasPage: known.Value.Terms.Channel is not null));
    }

    public static SubscriptionSet Empty { get; } = new([], _ => throw new InvalidOperationException("There are none."));

    public IReadOnlyList<Subscription> All => _all;

    /// <summary>Those that this version cannot read, by id.</summary>
    public IReadOnlyDictionary<long, UnreadableSubscription> Unreadable { get; }

    /// <summary>Those of some rows. What has not changed since the former set is not read again.</summary>
    public static SubscriptionSet Of(IReadOnlyList<Subscription> subscriptions, DeliveryChannels channels, SubscriptionSet former) =>
        new(subscriptions, subscription => former.SameTermsOf(subscription) ?? DeliveryTerms.Of(subscription, channels));

    public Subscription? Find(long id) => _byId.TryGetValue(id, out var known) ? known.Subscription : null;

    public DeliveryTerms? TermsOf(long id) => _byId.TryGetValue(id, out var known) ? known.Terms : null;

    // What could not be read may be readable now: keys come back.
    private DeliveryTerms? SameTermsOf(Subscription now) =>
        _byId.TryGetValue(now.Id, out var known) && known.Terms.Problem is null
        && (known.Subscription.Channel, known.Subscription.Settings, known.Subscription.RetryCount, known.Subscription.ContentFilterJson, known.Subscription.QuietHoursJson)
            == (now.Channel, now.Settings, now.RetryCount, now.ContentFilterJson, now.QuietHoursJson)
        && !now.EventNames.Contains(EventFilter.Unreadable)
            ? known.Terms
            : null;

    /// <summary>Who is to hear an event, now or, if it is kept for them, later. Nobody hears about their own deliveries.</summary>
    public IReadOnlyList<Subscription> WantingTo(EventEnvelope envelope)
    {
        JsonDocument? data = null;
        try
        {
            return [.. WantingTo(envelope.Name).Where(subscription =>
                subscription.Id != envelope.Cause.SubscriptionId
                && subscription.Hears(() => (data ??= JsonDocument.Parse(envelope.Data)).RootElement))];
        }
        finally
        {
            data?.Dispose();
        }
    }

    // There may be ten thousand of them, and few kinds of events: each kind asks all of them once.
    private Subscription[] WantingTo(string eventName) =>
        _byEvent.GetOrAdd(eventName, static (name, set) => [.. set._all.Where(subscription => subscription.Filter.Matches(name) && !set.IsDeaf(subscription))], this);

    private bool IsDeaf(Subscription subscription) => subscription.IsOff && TermsOf(subscription.Id)?.Channel is { Info.KeepsWhileOff: false };
}
