namespace Sublarr.Domain.Jobs;

/// <summary>Tells what an outcome says, whichever it is.</summary>
public static class JobOutcomeReason
{
    /// <summary>Why the work is not done, as a sentence; null when it is.</summary>
    public static string? ReasonOf(this JobOutcome outcome) => outcome switch
    {
        JobOutcome.Skipped skipped => skipped.Reason,
        JobOutcome.Replaced replaced => replaced.Reason,
        JobOutcome.RetryLater later => later.Reason,
        JobOutcome.Rejected rejected => rejected.Reason,
        JobOutcome.Deferred deferred => deferred.Reason,
        JobOutcome.Expired expired => expired.Reason,
        JobOutcome.Held held => held.Reason,
        _ => null,
    };
}
