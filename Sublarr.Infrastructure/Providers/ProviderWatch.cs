using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Providers;

/// <summary>Keeps how providers fare. Two that ask the same one at a time do not overwrite what the other learned.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">When it was.</param>
internal sealed class ProviderWatch(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IDisposable
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
    public Task FailedAsync(string name, ProviderFailure failure, CancellationToken cancellationToken) =>
        ChangeAsync(name, state => state.Failed(failure, time.GetUtcNow()), cancellationToken);

    /// <summary>It said what is left of its downloads.</summary>
    /// <param name="name">Which.</param>
    /// <param name="quota">What it said.</param>
    /// <param name="cancellationToken">Sublarr stops.</param>
    public Task CountedAsync(string name, ProviderQuota quota, CancellationToken cancellationToken) => ChangeAsync(name, state => state.Counted(quota), cancellationToken);

    public void Dispose() => _turn.Dispose();

    private void Answered(ProviderState state) => state.Answered(time.GetUtcNow());

    private async Task ChangeAsync(string name, Action<ProviderState> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            change(await context.ProviderStates.FindAsync([name], cancellationToken) ?? context.Add(new ProviderState(name)).Entity);
            await context.SaveChangesAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
