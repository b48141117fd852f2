using Polly;
using Polly.CircuitBreaker;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// The circuit breaker of one subscription. It opens after five failures to connect in a row and lets one probe through
/// after 30 s, then 1 min, 2 min … at most every 15 min.
/// </summary>
internal sealed class DeliveryBreaker
{
    /// <summary>Failures to connect in a row that open it.</summary>
    public const int FailureLimit = 5;

    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(15);

    private readonly TimeProvider _time;

    // A clock that is set back must not keep it open for as long.
    private readonly ForwardClock _clock;

    private readonly ResiliencePipeline<DeliveryReport> _pipeline;
    private int _failures;
    private long _openUntil;

    /// <summary>Creates a closed breaker.</summary>
    /// <param name="time">Ends the breaks.</param>
    /// <param name="opened">Called with the time of the next probe when it opens.</param>
    /// <param name="closed">Called when a probe has come through.</param>
    public DeliveryBreaker(TimeProvider time, Func<DateTimeOffset, ValueTask> opened, Func<ValueTask> closed)
    {
        (_time, _clock) = (time, new ForwardClock(time));
        _pipeline = new ResiliencePipelineBuilder<DeliveryReport> { TimeProvider = _clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<DeliveryReport>
            {
                // Polly counts shares of failures over a time; "five in a row" is ours, and it is all that counts as one.
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } report && IsLastStraw(report)),
                FailureRatio = 0.0001,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromDays(1),
                BreakDurationGenerator = arguments => ValueTask.FromResult(BreakAfter(arguments.HalfOpenAttempts)),
                OnOpened = arguments => opened(Open(arguments.BreakDuration)),
                OnClosed = _ =>
                {
                    Volatile.Write(ref _openUntil, 0);
                    return closed();
                },
            })
            .Build();
    }

    /// <summary>Whether it lets attempts through.</summary>
    public BreakerStatus Status => Volatile.Read(ref _openUntil) is > 0 and var ticks
        ? new DateTimeOffset(ticks, TimeSpan.Zero) - _clock.GetUtcNow() is var left && left > TimeSpan.Zero ? new(BreakerState.Open, _time.GetUtcNow() + left) : new(BreakerState.HalfOpen, null)
        : BreakerStatus.Closed;

    /// <summary>Makes an attempt; null when the breaker is open and the attempt was not made.</summary>
    public async Task<DeliveryReport?> TryAsync(Func<CancellationToken, Task<DeliveryReport>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async stop => await attempt(stop), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return null;
        }
    }

    private static TimeSpan BreakAfter(int failedProbes) =>
        FirstBreak * Math.Pow(2, Math.Min(failedProbes, 10)) is var pause && pause < LongestBreak ? pause : LongestBreak;

    private DateTimeOffset Open(TimeSpan pause)
    {
        Volatile.Write(ref _openUntil, (_clock.GetUtcNow() + pause).UtcTicks);
        return _time.GetUtcNow() + pause;
    }

    private bool IsLastStraw(DeliveryReport report)
    {
        if (report.Detail.Failure is FailureClass.Dns or FailureClass.Refused or FailureClass.Unreachable or FailureClass.TimeoutConnect or FailureClass.Tls or FailureClass.Proxy)
        {
            return Interlocked.Increment(ref _failures) >= FailureLimit;
        }

        // Any answer proves that somebody is there, and what was not tried proves nothing.
        if (report.Detail.Failure is not (FailureClass.Interrupted or FailureClass.BlockedByPolicy or FailureClass.Template or FailureClass.Internal))
        {
            Volatile.Write(ref _failures, 0);
        }

        return false;
    }
}
