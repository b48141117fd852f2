using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A subtitle provider did not answer or refused.</summary>
[Event("provider_failed", "Provider failed", Description = "A subtitle provider did not answer or refused.")]
public sealed record ProviderFailed(
    [property: Description("Provider that failed.")] string Provider,
    [property: Description("Why it failed, as a sentence.")] string Reason,
    [property: Description("Failures in a row, this one included.")] int ConsecutiveFailures,
    [property: Description("When it will be asked again, in UTC; null when a person has to act.")] DateTimeOffset? RetryAt) : IDomainEvent<ProviderFailed>
{
    /// <inheritdoc/>
    public static ProviderFailed Example => new(
        "subdl", "The provider answered 503 Service Unavailable.", 3, new DateTimeOffset(2026, 1, 15, 20, 30, 0, TimeSpan.Zero));

    EventSentence IDomainEvent.Sentence => new("cloud_off", "warn", $"{Say.Provider(Provider)} failed: {Reason}");
}
