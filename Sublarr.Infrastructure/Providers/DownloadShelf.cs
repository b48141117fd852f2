using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers;

/// <summary>
/// Keeps what providers delivered for a while: who looks into a subtitle and then takes it pays once, and a pack of a season is fetched once for all of its episodes.
/// Who asks for the same meanwhile waits for the one request there is. What is on this machine is read anew each time.
/// </summary>
public sealed class DownloadShelf
{
    /// <summary>The most that is kept, altogether.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ProviderDirectory _directory;
    private readonly ProviderDownload _downloads;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<Request, Flight> _flights = [];
    private readonly Dictionary<Key, LinkedListNode<Held>> _held = [];

    // What was asked for last stands last.
    private readonly LinkedList<Held> _order = [];
    private long _bytes;

    internal DownloadShelf(ProviderDirectory directory, ProviderDownload downloads, TimeProvider time) => (_directory, _downloads, _time) = (directory, downloads, time);

    /// <summary>What a provider delivers, or has delivered within the last hour.</summary>
    /// <param name="subtitle">What was found.</param>
    /// <param name="purpose">What for: the last downloads of a day are kept for what is dearer. What is here already costs none.</param>
    /// <param name="cancellationToken">This one does not wait any more; the others do.</param>
    /// <exception cref="ProviderException">It could not be had; the failure says why, and when to ask again.</exception>
    public async Task<DownloadedSubtitle> FetchAsync(FoundSubtitle subtitle, DownloadPurpose purpose, CancellationToken cancellationToken)
    {
        var known = await _directory.FindAsync(subtitle.Provider, cancellationToken);
        if (known is null || known.Provider.Capabilities.IsHere)
        {
            return await _downloads.FetchAsync(subtitle, purpose, cancellationToken);
        }

        // With other settings it may be another service, with other files under the same ids.
        var key = new Key(known.Name, subtitle.Id, known.Row.Settings);
        var request = new Request(key, purpose);
        if (Take(request, subtitle, out var flight) is { } held)
        {
            return held;
        }

        try
        {
            return await flight.Answer.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(request, flight);
        }
    }

    // What is kept, or the request to wait for.
    private DownloadedSubtitle? Take(Request request, FoundSubtitle subtitle, out Flight flight)
    {
        lock (_gate)
        {
            Tidy();
            if (_held.TryGetValue(request.Key, out var node))
            {
                _order.Remove(node);
                _order.AddLast(node);
                flight = Flight.None;
                return node.Value.Content;
            }

            if (!_flights.TryGetValue(request, out flight!))
            {
                _flights[request] = flight = new Flight(stop => DeliverAsync(request, subtitle, stop));
            }

            flight.Waiting++;
            return null;
        }
    }

    private async Task<DownloadedSubtitle> DeliverAsync(Request request, FoundSubtitle subtitle, CancellationToken cancellationToken)
    {
        var content = await _downloads.FetchAsync(subtitle, request.Purpose, cancellationToken);
        lock (_gate)
        {
            // What was left of the quota then says nothing later.
            Keep(request.Key, content with { Quota = null });
        }

        return content;
    }

    // The last who leaves ends the request, if it still runs.
    private void Leave(Request request, Flight flight)
    {
        lock (_gate)
        {
            if (--flight.Waiting > 0)
            {
                return;
            }

            _flights.Remove(request);
        }

        flight.Dispose();
    }

    private void Keep(Key key, DownloadedSubtitle content)
    {
        if (!_held.TryAdd(key, new(new(key, content, _time.GetUtcNow() + Kept))))
        {
            return;
        }

        _order.AddLast(_held[key]);
        _bytes += content.Content.Length;
        Tidy();
    }

    private void Tidy()
    {
        var now = _time.GetUtcNow();
        foreach (var held in _order.Where(held => held.Until <= now).ToList())
        {
            Drop(held);
        }

        while (_bytes > MostBytes)
        {
            Drop(_order.First!.Value);
        }
    }

    private void Drop(Held held)
    {
        if (_held.Remove(held.Key, out var node))
        {
            _order.Remove(node);
            _bytes -= held.Content.Content.Length;
        }
    }

    // One for what is dear is not refused with one for what is not.
    private sealed record Request(Key Key, DownloadPurpose Purpose);

    private sealed record Key(string Provider, string Id, string Settings);

    private sealed record Held(Key Key, DownloadedSubtitle Content, DateTimeOffset Until);

    /// <summary>One request that several wait for.</summary>
    private sealed class Flight : IDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Lazy<Task<DownloadedSubtitle>> _answer;

        // Begun by the first who waits, outside of the lock.
        public Flight(Func<CancellationToken, Task<DownloadedSubtitle>> deliver) => _answer = new(() => deliver(_end.Token));

        public static Flight None { get; } = new(_ => Task.FromCanceled<DownloadedSubtitle>(new(canceled: true)));

        public int Waiting { get; set; }

        public Task<DownloadedSubtitle> Answer => _answer.Value;

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }
    }
}
