using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What is stored of one try.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">What came of it, as one word.</param>
/// <param name="Reason">Why it did not succeed, as a sentence.</param>
/// <param name="Detail">What can be shown of it.</param>
internal sealed record JobAttempt(DateTimeOffset StartedAt, TimeSpan Duration, string Outcome, string? Reason, AttemptDetail? Detail)
{
    public const string Interrupted = "interrupted";
    public const string Cancelled = "cancelled";

    public const string Skipped = "skipped";
    public const string Replaced = "replaced";

    private const string Deferred = "deferred";

    public bool IsSuccess => Outcome is "succeeded";

    /// <summary>False when it says nothing about whether its subscription works: it was left undone on purpose, or through a fault of our own.</summary>
    public bool IsTelling => Outcome is not (Skipped or Replaced or Deferred);

    /// <summary>The attempt of an outcome; null when the job was not really tried.</summary>
    public static JobAttempt? Of(JobResult result, DateTimeOffset startedAt, TimeSpan duration) => result.Outcome switch
    {
        JobOutcome.Succeeded => new(startedAt, duration, "succeeded", null, result.Detail),
        JobOutcome.Skipped skipped => new(startedAt, duration, Skipped, skipped.Reason, result.Detail),
        JobOutcome.Replaced replaced => new(startedAt, duration, Replaced, replaced.Reason, result.Detail),
        JobOutcome.RetryLater later => new(startedAt, duration, "retry_later", later.Reason, result.Detail),
        JobOutcome.Rejected rejected => new(startedAt, duration, "rejected", rejected.Reason, result.Detail),
        JobOutcome.Deferred deferred when result.Detail is not null => new(startedAt, duration, Deferred, deferred.Reason, result.Detail),
        _ => null,
    };
}
