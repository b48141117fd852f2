namespace Sublarr.Domain.Providers;

/// <summary>Why a provider did not do what it was asked.</summary>
/// <param name="Reason">The kind of failure.</param>
/// <param name="Message">What happened and what helps, as sentences. It holds nothing secret.</param>
public sealed record ProviderFailure(ProviderFailureReason Reason, string Message)
{
    /// <summary>When it may be asked again, in UTC; null when nobody said.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What is left of its quota; null when it did not say.</summary>
    public ProviderQuota? Quota { get; init; }

    /// <summary>When the first of some may be asked again, in UTC; null when that is soon, or nobody said.</summary>
    /// <param name="failures">Their failures.</param>
    public static DateTimeOffset? RetryAtOf(IReadOnlyCollection<ProviderFailure> failures) => failures.All(failure => failure.RetryAt is not null) ? failures.Min(failure => failure.RetryAt) : null;

    /// <summary>True when its settings have to be changed before it can be asked again: a key that is refused is not tried until its owner is locked out.</summary>
    public bool NeedsPerson => Reason is ProviderFailureReason.KeyMissing or ProviderFailureReason.KeyRefused or ProviderFailureReason.Misconfigured;

    /// <summary>True when the provider itself is in order, and only this one thing could not be had.</summary>
    public bool IsOfOneThing => Reason is ProviderFailureReason.NotThere or ProviderFailureReason.NotReady or ProviderFailureReason.QuotaUsedUp or ProviderFailureReason.Refused;
}

/// <summary>The kinds of failure of a provider.</summary>
public enum ProviderFailureReason
{
    /// <summary>No complete answer came.</summary>
    Unreachable,

    /// <summary>It did not answer in the time that a search has.</summary>
    TooSlow,

    /// <summary>It has a fault of its own.</summary>
    Broken,

    /// <summary>It answered what nobody understands, such as a page for people.</summary>
    Strange,

    /// <summary>It has too much to do, or was asked too often.</summary>
    Busy,

    /// <summary>All downloads of the day are used up. Searching goes on.</summary>
    QuotaUsedUp,

    /// <summary>It needs a key, and has none.</summary>
    KeyMissing,

    /// <summary>It does not take the key, or the password.</summary>
    KeyRefused,

    /// <summary>Its settings cannot be right.</summary>
    Misconfigured,

    /// <summary>It refuses this one question.</summary>
    Refused,

    /// <summary>What was asked for is no longer there, or is damaged: another subtitle may be.</summary>
    NotThere,

    /// <summary>It is fetching what was asked for, and will have it in a while.</summary>
    NotReady,
}

/// <summary>A provider did not do what it was asked. The message is a sentence that names the remedy.</summary>
/// <param name="failure">Why.</param>
/// <param name="inner">What it came from.</param>
public sealed class ProviderException(ProviderFailure failure, Exception? inner = null) : Exception(failure.Message, inner)
{
    /// <summary>Why.</summary>
    public ProviderFailure Failure => failure;
}
