using System.Collections.Concurrent;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Events;

/// <summary>
/// Events between their storing and the first attempt of their last delivery, mostly a moment: nothing need be read from disk that was just written, and nothing
/// stays in memory that nobody waits for. After a restart, or when too many wait, events are read.
/// </summary>
internal sealed class EventsInHand
{
    /// <summary>The most of them.</summary>
    public const int Limit = 8192;

    /// <summary>The most of them together, in characters of their payloads: 16 MB of memory.</summary>
    public const int Room = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();
    private long _size;

    /// <summary>Keeps an event until it has been taken once for each delivery; the oldest ones give way to it.</summary>
    public void Put(EventEnvelope envelope, int deliveries)
    {
        if (!_waiting.TryAdd(envelope.Id, new Waiting(envelope, deliveries)))
        {
            return;
        }

        Interlocked.Add(ref _size, envelope.Data.Length);
        _order.Enqueue(envelope.Id);
        while ((_order.Count > Limit || Interlocked.Read(ref _size) > Room) && _order.TryDequeue(out var oldest))
        {
            Remove(oldest);
        }
    }

    /// <summary>An event that one of its deliveries needs now; null when it has to be read.</summary>
    public EventEnvelope? Take(string id)
    {
        if (!_waiting.TryGetValue(id, out var found))
        {
            return null;
        }

        if (found.Leave() == 0)
        {
            Remove(id);
        }

        return found.Envelope;
    }

    private void Remove(string id)
    {
        if (_waiting.TryRemove(id, out var removed))
        {
            Interlocked.Add(ref _size, -removed.Envelope.Data.Length);
        }
    }

    private sealed class Waiting(EventEnvelope envelope, int deliveries)
    {
        private int _left = deliveries;

        public EventEnvelope Envelope => envelope;

        public int Leave() => Interlocked.Decrement(ref _left);
    }
}
