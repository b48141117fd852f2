using System.Collections.Immutable;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Wanted;

namespace Sublarr.Web.Live;

/// <summary>
/// Carries events and changes of jobs to every open browser. Publishers only append to a list; one timer turns the list into
/// a batch that all circuits share, and each circuit takes its batches at its own speed.
/// </summary>
public sealed class LiveFeed : IJobWatcher, IWantedWatch, IQueueWatch, IDisposable
{
    /// <summary>How long things are gathered before they are shown; so also the shortest time between two renders of a listener.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly ILogger<LiveFeed> _logger;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();

    private ImmutableHashSet<LiveSubscription> _subscriptions = [];
    private Gathering? _gathering;
    private long _changedAt = long.MinValue;

    /// <summary>Creates a feed nobody listens to yet.</summary>
    /// <param name="time">Moves the batches.</param>
    /// <param name="logger">Hears of listeners that fail.</param>
    public LiveFeed(TimeProvider time, ILogger<LiveFeed> logger)
    {
        (_time, _logger) = (time, logger);
        _timer = time.CreateTimer(_ => Send(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When something happened last, listened to or not, as a timestamp of the clock. What was read before it may be old.</summary>
    internal long ChangedAt => Volatile.Read(ref _changedAt);

    /// <summary>Calls back with what happens from now on, one call at a time, until disposed.</summary>
    /// <param name="callback">Shows a batch. While it runs, batches wait; those that wait too long are left out and counted.</param>
    /// <param name="pause">The shortest time between two calls; <see cref="Interval"/> when shorter.</param>
    public IDisposable Subscribe(Func<LiveBatch, Task> callback, TimeSpan pause = default)
    {
        var subscription = new LiveSubscription(callback, pause > Interval ? pause : Interval, _time, _logger, Remove);
        ImmutableInterlocked.Update(ref _subscriptions, set => set.Add(subscription));
        return subscription;
    }

    /// <summary>An event is on the bus. Returns at once.</summary>
    internal void Published(EventEnvelope envelope)
    {
        Volatile.Write(ref _changedAt, _time.GetTimestamp());
        if (!_subscriptions.IsEmpty)
        {
            Gather(gathering => gathering.Add(LiveEvent.Of(envelope)));
        }
    }

    /// <inheritdoc/>
    public void Changed(IReadOnlyList<JobChange> changes)
    {
        Volatile.Write(ref _changedAt, _time.GetTimestamp());
        if (!_subscriptions.IsEmpty)
        {
            Gather(gathering => gathering.Add(changes));
        }
    }

    /// <inheritdoc/>
    public void WantedChanged()
    {
        Volatile.Write(ref _changedAt, _time.GetTimestamp());
        if (!_subscriptions.IsEmpty)
        {
            Gather(gathering => gathering.IsWantedOther = true);
        }
    }

    /// <inheritdoc/>
    public void QueueChanged()
    {
        Volatile.Write(ref _changedAt, _time.GetTimestamp());
        if (!_subscriptions.IsEmpty)
        {
            Gather(gathering => gathering.IsQueueOther = true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private void Remove(LiveSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, set => set.Remove(subscription));

    private void Gather(Action<Gathering> add)
    {
        lock (_gate)
        {
            if (_gathering is null)
            {
                _gathering = new();
                _timer.Change(Interval, Timeout.InfiniteTimeSpan);
            }

            add(_gathering);
        }
    }

    private void Send()
    {
        Gathering? gathered;
        lock (_gate)
        {
            (gathered, _gathering) = (_gathering, null);
        }

        if (gathered?.ToBatch() is not { } batch)
        {
            return;
        }

        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(batch);
        }
    }

    /// <summary>What has come since the last batch, bounded.</summary>
    private sealed class Gathering
    {
        private readonly Queue<LiveEvent> _events = new();
        private readonly Queue<IReadOnlyList<JobChange>> _changes = new();
        private int _changeCount;
        private int _missed;

        public bool IsWantedOther { get; set; }

        public bool IsQueueOther { get; set; }

        public void Add(LiveEvent fact)
        {
            if (_events.Count == LiveBatch.EventLimit)
            {
                _events.Dequeue();
                _missed++;
            }

            _events.Enqueue(fact);
        }

        // The writer hands its list over and does not touch it again: nothing is copied on its thread.
        public void Add(IReadOnlyList<JobChange> changes)
        {
            while (_changeCount >= LiveBatch.JobLimit)
            {
                var oldest = _changes.Dequeue().Count;
                _changeCount -= oldest;
                _missed += oldest;
            }

            _changes.Enqueue(changes);
            _changeCount += changes.Count;
        }

        public LiveBatch ToBatch() => LiveBatch.Limit([.. _events], [.. _changes.SelectMany(changes => changes)], _missed, IsWantedOther, IsQueueOther);
    }
}
