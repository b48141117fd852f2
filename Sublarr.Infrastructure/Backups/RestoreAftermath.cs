using Microsoft.Extensions.Hosting;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Backups;

/// <summary>What is left to do when Sublarr has come up after a restore. That is so when all else has started, and not before: a start that throws is taken back.</summary>
internal sealed class RestoreAftermath(RestoreSwap swap, AuditTrail trail) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tells the trail of the database there is now, and lets go of what was before.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (swap.Outcome is not { } outcome)
        {
            return;
        }

        using var named = trail.As(outcome.By);
        IReadOnlyList<AuditChange> changes = outcome.Problem is null ? [] : [new(AuditTrail.Outcome, null, $"failed: {outcome.Problem}")];
        await trail.RecordAsync("restored", new AuditSubject("backup", null, outcome.Name), changes, cancellationToken);
        swap.Confirm();
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
