using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A job has used up its attempts or was refused, and is dead until a person runs it again.</summary>
[Event("job_failed", "Job failed", Description = "A job has used up its attempts or was refused, and is dead until a person runs it again.")]
public sealed record JobFailed(
    [property: Description("Sublarr's id of the job.")] long JobId,
    [property: Description("Kind of the job: deliver, webhook-received …")] string Kind,
    [property: Description("What the job was to do, as a phrase.")] string Title,
    [property: Description("Number of attempts made.")] int Attempts,
    [property: Description("Why the last attempt failed, as a sentence.")] string Reason,
    [property: Description("Sublarr's id of the hook or webhook it was for; null for other jobs.")] long? SubscriptionId,
    [property: Description("Name of that hook or webhook; null for other jobs.")] string? SubscriptionName) : IDomainEvent<JobFailed>
{
    /// <inheritdoc/>
    public static JobFailed Example => new(
        1042, "deliver", "Webhook received → Home Assistant", 8, "The server answered 500 Internal Server Error.", 5, "Home Assistant");
}
