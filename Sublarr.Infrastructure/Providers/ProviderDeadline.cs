namespace Sublarr.Infrastructure.Providers;

/// <summary>
/// How long a provider may take. That a request waits for its turn, because many ask one that takes few a minute, is no fault of the provider's: it does not count.
/// </summary>
internal sealed class ProviderDeadline : IDisposable
{
    // It follows the work into whatever asks on its behalf, so that no provider has to hand it on.
    private static readonly AsyncLocal<ProviderDeadline?> Current = new();

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _either;
    private DateTimeOffset _due;

    private ProviderDeadline(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        (_clock, _due) = (clock, clock.GetUtcNow() + patience);
        _over = new(patience, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, cancellationToken);
    }

    /// <summary>Begins one for all that the calling method awaits from here on.</summary>
    /// <param name="patience">How long it may take.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public static ProviderDeadline Begin(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken) =>
        Current.Value = new(patience, clock, cancellationToken);

    /// <summary>Whoever is at work here waits for a turn; where there is no deadline nothing happens.</summary>
    /// <param name="wait">How long.</param>
    public static void Extend(TimeSpan wait) => Current.Value?.Add(wait);

    /// <summary>Ends when the time is over, or nobody waits any more.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>True when the time is over.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose()
    {
        Current.Value = null;
        lock (_gate)
        {
            _either.Dispose();
            _over.Dispose();
        }
    }

    private void Add(TimeSpan wait)
    {
        lock (_gate)
        {
            _due += wait;
            if (!_over.IsCancellationRequested && _due - _clock.GetUtcNow() is { } left && left > TimeSpan.Zero)
            {
                _over.CancelAfter(left);
            }
        }
    }
}
