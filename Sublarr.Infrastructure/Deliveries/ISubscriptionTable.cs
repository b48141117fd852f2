using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>What the writer reads and counts of subscriptions. Asked on its thread, within its transactions.</summary>
internal interface ISubscriptionTable
{
    /// <summary>True when somebody has paused it or it is switched off; null when it is deleted.</summary>
    bool? IsStopped(WriteSession session, long subscriptionId);

    /// <summary>The channel of one that a person switched off; null for any other.</summary>
    string? ChannelIfOff(WriteSession session, long subscriptionId);

    /// <summary>Adds the attempts of a transaction to what a subscription has seen.</summary>
    void Count(WriteSession session, long subscriptionId, DeliveryCount count);

    /// <summary>Adds attempts to those of a subscription in an hour that took about the same time.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="subscriptionId">Whose deliveries they were.</param>
    /// <param name="hour">Hours since 1970, in UTC.</param>
    /// <param name="bucket">The <see cref="DurationBucket"/> of their duration.</param>
    /// <param name="succeeded">Those that arrived.</param>
    /// <param name="failed">Those that did not.</param>
    void CountHour(WriteSession session, long subscriptionId, long hour, int bucket, int succeeded, int failed);
}

/// <summary>The attempts of one subscription in one transaction; failures are those after its last success.</summary>
internal sealed class DeliveryCount
{
    /// <summary>How many.</summary>
    public int Attempts { get; set; }

    /// <summary>When the last of them ended, in milliseconds since 1970.</summary>
    public long Last { get; set; }

    /// <summary>What came of that one.</summary>
    public string Status { get; set; } = "";

    /// <summary>True when one of them arrived.</summary>
    public bool Succeeded { get; set; }

    /// <summary>Those that failed.</summary>
    public int Failures { get; set; }

    /// <summary>Those of them whose delivery was given up.</summary>
    public int Dead { get; set; }

    /// <summary>When the first of them ended, in milliseconds since 1970.</summary>
    public long? Since { get; set; }
}
