using System.Threading.Channels;

namespace Sublarr.Web.Live;

/// <summary>One listener of the feed, with a short queue of its own: a slow one delays nobody and loses its oldest batches, which it is told.</summary>
internal sealed partial class LiveSubscription : IDisposable
{
    /// <summary>Batches that wait for a slow listener: one second's worth.</summary>
    public const int Backlog = 20;

    private readonly Func<LiveBatch, Task> _callback;
    private readonly TimeSpan _pause;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<LiveSubscription> _onDispose;
    private readonly Channel<LiveBatch> _waiting;
    private readonly CancellationTokenSource _disposed = new();
    private int _missed;

    public LiveSubscription(Func<LiveBatch, Task> callback, TimeSpan pause, TimeProvider time, ILogger logger, Action<LiveSubscription> onDispose)
    {
        (_callback, _pause, _time, _logger, _onDispose) = (callback, pause, time, logger, onDispose);
        _waiting = Channel.CreateBounded<LiveBatch>(
            new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true },
            dropped => Interlocked.Add(ref _missed, dropped.Count));
        Ended = ListenAsync(_disposed.Token);
    }

    /// <summary>Completes when nothing is called back any more.</summary>
    public Task Ended { get; }

    /// <summary>Hands over a batch. Never waits.</summary>
    public void Offer(LiveBatch batch) => _waiting.Writer.TryWrite(batch);

    public void Dispose()
    {
        _onDispose(this);
        _waiting.Writer.TryComplete();
        // Not disposed: the loop may still look at its token, and a source without a timer holds nothing.
        _disposed.Cancel();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
            {
                await _callback(Take());
                await Task.Delay(_pause, _time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
            _onDispose(this);
        }
    }

    private LiveBatch Take()
    {
        var batches = new List<LiveBatch>();
        while (_waiting.Reader.TryRead(out var batch))
        {
            batches.Add(batch);
        }

        return LiveBatch.Join(batches, Interlocked.Exchange(ref _missed, 0));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page no longer shows what happens: its update failed")]
    private partial void LogFailed(Exception exception);
}
