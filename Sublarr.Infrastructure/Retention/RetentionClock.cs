using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Retention;

/// <summary>The time by which things are too old to be kept. It goes on from what was stored last, looked for before this start stores anything.</summary>
internal sealed class RetentionClock(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IHostedService
{
    // One of its own: what passed while Sublarr was stopped makes a delivery too old all the same.
    private readonly TrustedClock _clock = new(time);

    /// <summary>How far the clock is ahead of what is believed.</summary>
    public TimeSpan Doubted => _clock.Doubted;

    /// <summary>The time that is believed.</summary>
    public DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await LastStoredAsync(cancellationToken) is { } stored)
        {
            _clock.GoOnFrom(stored);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // By key, which rises with time: a clock that was ahead once and was set right is not remembered for ever.
    private async Task<DateTimeOffset?> LastStoredAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        DateTimeOffset?[] last =
        [
            await context.Events.OrderByDescending(row => row.Sequence).Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellationToken),
            await context.Attempts.OrderByDescending(row => row.Id).Select(row => (DateTimeOffset?)row.StartedAt).FirstOrDefaultAsync(cancellationToken),
            await context.Audit.OrderByDescending(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellationToken),
        ];
        return last.Max();
    }
}
