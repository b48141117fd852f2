using System.Collections.Concurrent;

namespace Sublarr.Infrastructure.Providers;

/// <summary>Keeps the requests to one provider apart, whoever makes them: each is given its moment, in the order in which they come.</summary>
/// <param name="clock">Time.</param>
internal sealed class ProviderPace(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _next = new(StringComparer.Ordinal);

    /// <summary>Waits until the next request may be made.</summary>
    /// <param name="provider">To whom.</param>
    /// <param name="spacing">How much time lies at least between two.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public Task WaitAsync(string provider, TimeSpan spacing, CancellationToken cancellationToken)
    {
        if (spacing <= TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        var now = clock.GetUtcNow();
        var after = _next.AddOrUpdate(provider, _ => now + spacing, (_, next) => (next > now ? next : now) + spacing);
        var wait = after - spacing - now;
        if (wait <= TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        ProviderDeadline.Extend(wait);
        return Task.Delay(wait, clock, cancellationToken);
    }
}
