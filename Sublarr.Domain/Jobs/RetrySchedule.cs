using System.Collections.Immutable;

namespace Sublarr.Domain.Jobs;

/// <summary>When a failed job is tried again. The first attempt is made at once; each delay is the wait before one further attempt.</summary>
public sealed class RetrySchedule
{
    /// <summary>The most retries a schedule may hold.</summary>
    public const int RetryLimit = 20;

    /// <summary>The longest single delay.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    /// <summary>The share by which a delay is lengthened or shortened at random, so that many failures do not come back as one wave.</summary>
    public const double Jitter = 0.2;

    private readonly ImmutableArray<TimeSpan> _delays;

    /// <summary>Creates a schedule.</summary>
    /// <param name="delays">The waits before the second, third … attempt; at most <see cref="RetryLimit"/>, each at most <see cref="LongestDelay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too many delays, or one out of range.</exception>
    public RetrySchedule(params IEnumerable<TimeSpan> delays)
    {
        _delays = [.. delays];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_delays.Length, RetryLimit, nameof(delays));
        foreach (var delay in _delays)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero, nameof(delays));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, LongestDelay, nameof(delays));
        }
    }

    /// <summary>One attempt and no more.</summary>
    public static RetrySchedule None { get; } = new();

    /// <summary>Webhooks: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h after the first attempt, some 27 hours in all (the schedule Standard Webhooks senders use).</summary>
    public static RetrySchedule Webhook { get; } = new(
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10));

    /// <summary>Sublarr's own work.</summary>
    public static RetrySchedule Internal { get; } = new(
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    /// <summary>The waits before the second, third … attempt.</summary>
    public IReadOnlyList<TimeSpan> Delays => _delays;

    /// <summary>The number of attempts, the first included.</summary>
    public int Attempts => _delays.Length + 1;

    /// <summary>The same schedule with another number of retries: cut short, or its last delay repeated.</summary>
    /// <param name="retries">0 to <see cref="RetryLimit"/>.</param>
    public RetrySchedule WithRetries(int retries) =>
        _delays.IsEmpty && retries > 0
            ? Webhook.WithRetries(retries)
            : new(Enumerable.Range(0, retries).Select(index => _delays[Math.Min(index, _delays.Length - 1)]));

    /// <summary>When to try again after <paramref name="attemptsUsed"/> attempts; null when none is left.</summary>
    /// <param name="attemptsUsed">Attempts made so far, from 1.</param>
    /// <param name="now">When the last attempt ended.</param>
    /// <param name="chance">A random number in [0, 1).</param>
    /// <param name="notBefore">The earliest time the other side asks for. It never shortens the wait, and lengthens it to at most twice the delay plus two hours.</param>
    public DateTimeOffset? NextAfter(int attemptsUsed, DateTimeOffset now, double chance, DateTimeOffset? notBefore = null)
    {
        if (attemptsUsed > _delays.Length)
        {
            return null;
        }

        var delay = _delays[Math.Max(0, attemptsUsed - 1)];
        var next = now + (delay * (1 - Jitter + (2 * Jitter * chance)));
        var latest = now + (2 * delay) + TimeSpan.FromHours(2);
        return notBefore > next ? (notBefore < latest ? notBefore : latest) : next;
    }
}
