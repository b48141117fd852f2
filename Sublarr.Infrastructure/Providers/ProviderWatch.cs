using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Providers;

/// <summary>Keeps how providers fare, and tells of each time one fails. Two that ask the same one at a time do not overwrite what the other learned.</summary>
/// <param name="contexts">The database.</param>
/// <param name="bus">Hears of failures.</param>
/// <param name="time">When it was.</param>
internal sealed class ProviderWatch(IDbContextFactory<SublarrDbContext> contexts, IEventBus bus, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>It answered as it should.</summary>
    /// <param name="state">What was known of it.</param>
    /// <param name="quota">What it said of its downloads; null for nothing.</param>
    /// <param name="cancellationToken">Sublarr stops.</param>
    public Task AnsweredAsync(ProviderState state, ProviderQuota? quota, CancellationToken cancellationToken) =>
        quota is null && state.IsKnownWell(time.GetUtcNow()) ? Task.CompletedTask : ChangeAsync(state.Name, Answered, cancellationToken);

    /// <summary>It did not.</summary>
    /// <param name="name">Which.</param>
    /// <param name="failure">Why.</param>
    /// <param name="cancellationToken">Sublarr stops.</param>
    public async Task FailedAsync(string name, ProviderFailure failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = await ChangeAsync(name, state => state.Failed(failure, now), cancellationToken);
        // What is wrong with one question alone is not held against the provider.
        if (!failure.IsOfOneThing)
        {
            // Each failure that was counted is told once, whoever tells of it.
            await bus.PublishAsync(NewsOf(state, failure, now), EventCause.None, CancellationToken.None, $"provider-failed:{name}:{state.FailingSince?.UtcTicks}:{state.Failures}");
        }
    }

    /// <summary>It said what is left of its downloads.</summary>
    /// <param name="name">Which.</param>
    /// <param name="quota">What it said.</param>
    /// <param name="cancellationToken">Sublarr stops.</param>
    public Task CountedAsync(string name, ProviderQuota quota, CancellationToken cancellationToken) => ChangeAsync(name, state => state.Counted(quota), cancellationToken);

    public void Dispose() => _turn.Dispose();

    // Who is not paused is asked with the next search.
    private static ProviderFailed NewsOf(ProviderState state, ProviderFailure failure, DateTimeOffset now) =>
        new(state.Name, failure.Message, state.Failures, state.IsBlocked ? null : state.PausedUntil > now ? state.PausedUntil : now);

    private void Answered(ProviderState state) => state.Answered(time.GetUtcNow());

    private async Task<ProviderState> ChangeAsync(string name, Action<ProviderState> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var state = await context.ProviderStates.FindAsync([name], cancellationToken) ?? context.Add(new ProviderState(name)).Entity;
            change(state);
            await context.SaveChangesAsync(cancellationToken);
            return state;
        }
        finally
        {
            _turn.Release();
        }
    }
}
