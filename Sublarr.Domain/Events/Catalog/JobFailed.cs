using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A job has used up its attempts or was refused, and is dead until a person runs it again. Of deliveries, at most one an hour for each subscription.</summary>
[Event(
    "job_failed", "Job failed",
    Description = "A job has used up its attempts or was refused, and is dead until a person runs it again. "
        + "Deliveries are told at most once an hour for each hook or webhook, with the number of those left out.",
    Alert = AlertTone.Bad)]
public sealed record JobFailed(
    [property: Description("Sublarr's id of the job.")] long JobId,
    [property: Description("Kind of the job: deliver, webhook-received …")] string Kind,
    [property: Description("What the job was to do, as a phrase.")] string Title,
    [property: Description("Number of attempts made.")] int Attempts,
    [property: Description("Why the last attempt failed, as a sentence.")] string Reason,
    [property: Description("Sublarr's id of the hook or webhook it was for; null for other jobs.")] long? SubscriptionId,
    [property: Description("Name of that hook or webhook; null for other jobs.")] string? SubscriptionName,
    [property: Description("How that is delivered: script, webhook …; null for other jobs.")] string? Channel,
    [property: Description("Deliveries to it that were given up since the hour this was last told in began, and were not told.")] int LeftOut) : IDomainEvent<JobFailed>
{
    // Asked when it is published and never stored: the event itself says what happened, and not who hears of it.
    private bool IsKeptQuiet { get; init; }

    /// <inheritdoc/>
    public static JobFailed Example => new(
        1042, "deliver", "Webhook received → Home Assistant", 8, "The server answered 500 Internal Server Error.", 5, "Home Assistant", "webhook", 31);

    EventSentence IDomainEvent.Sentence => new("error", "bad", $"{Title} failed: {Reason}{Say.Others(LeftOut)}");

    bool IDomainEvent.IsNews => !IsKeptQuiet;

    /// <summary>The same where people know of it: an event of the channel's own tells them, or an earlier one has.</summary>
    public JobFailed KeptQuiet() => this with { IsKeptQuiet = true };
}
