using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Backups;

/// <summary>What is left to do when Sublarr has come up after a restore.</summary>
internal sealed class RestoreAftermath(RestoreSwap swap, AuditTrail trail)
{
    /// <summary>Tells the trail of the database there is now, and lets go of what was before.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task SettleAsync(CancellationToken cancellationToken)
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
}
