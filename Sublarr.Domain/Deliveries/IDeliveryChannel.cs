using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Domain.Deliveries;

/// <summary>A way to reach subscribers: a script, a webhook, a chat. Found by scan: a new channel is one new file.</summary>
public interface IDeliveryChannel
{
    /// <summary>What it is called.</summary>
    ChannelInfo Info { get; }

    /// <summary>The name stored with subscriptions, in lower case.</summary>
    string Name => Info.Name;

    /// <summary>How many deliveries may run at the same time over all its subscriptions.</summary>
    int Concurrency { get; }

    /// <summary>How many deliveries to one subscription may run at the same time.</summary>
    int ConcurrencyPerSubscription { get; }

    /// <summary>Throws when the settings of a subscription, secrets included, cannot be read. It and what is asked of a subscription below is asked when it is loaded, and never on the hot path.</summary>
    void Check(Subscription subscription)
    {
    }

    /// <summary>The same for one of them, where its settings decide.</summary>
    int ConcurrencyOf(Subscription subscription) => ConcurrencyPerSubscription;

    /// <summary>
    /// How many more may be claimed than run, to begin the moment another ends. Only for channels that repeat what was interrupted:
    /// after a kill nobody knows which of the claimed had begun.
    /// </summary>
    int AheadOf(Subscription subscription) => 0;

    /// <summary>How many may run and be claimed ahead just now. Asked on the hot path: answer from memory.</summary>
    /// <param name="subscriptionId">Which subscription.</param>
    /// <param name="inFlight">How many usually may run.</param>
    /// <param name="ahead">How many more usually may be claimed.</param>
    (int InFlight, int Ahead) Eased(long subscriptionId, int inFlight, int ahead) => (inFlight, ahead);

    /// <summary>When a failed delivery is tried again; a subscription's retry count cuts or lengthens it.</summary>
    RetrySchedule Retries { get; }

    /// <summary>The same for one of them, where its settings decide. Answer from memory.</summary>
    RetrySchedule RetriesOf(Subscription subscription) => Retries.WithRetries(subscription.RetryCount);

    /// <summary>How often a delivery is made again when the process died in the midst of it.</summary>
    RetrySchedule RecoveriesOf(Subscription subscription) => RetriesOf(subscription);

    /// <summary>How much time lies at least between the beginnings of two of its deliveries; zero for no such limit.</summary>
    TimeSpan SpacingOf(Subscription subscription) => TimeSpan.Zero;

    /// <summary>True delivers one at a time, in the order of the events, what is about the same series or movie.</summary>
    bool KeepsOrder(Subscription subscription) => false;

    /// <summary>How long a delivery waits for others that would do the same work, of which the last does it for all; zero for channels that say each thing once.</summary>
    TimeSpan CoalescingOf(Subscription subscription) => TimeSpan.Zero;

    /// <summary>What the deliveries have in common that do the same work; null for one that stands for itself. Asked on the hot path, and only where they wait for each other.</summary>
    string? CoalescingKeyOf(IDomainEvent @event) => null;

    /// <summary>True hands over what is for this machine alone, such as whole paths (<see cref="LocalOnlyAttribute"/>). Answer from memory.</summary>
    bool SeesLocal(Subscription subscription) => false;

    /// <summary>How long after its event a delivery is still worth making; null for ever. Answer from memory.</summary>
    TimeSpan? LongestAgeOf(Subscription subscription) => null;

    /// <summary>An event of its own about a delivery that was given up, which people hear of in place of <c>job_failed</c>; null for none.</summary>
    /// <param name="delivery">What was given up.</param>
    IDomainEvent? GivenUp(GivenUpDelivery delivery) => null;

    /// <summary>Makes one attempt within the subscription's timeout. Expected failures are values; exceptions are our own faults.</summary>
    /// <param name="delivery">What to deliver to whom.</param>
    /// <param name="cancellationToken">A person cancelled the delivery, or the process has to stop.</param>
    Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>One event for one subscription.</summary>
/// <param name="JobId">The job that delivers it.</param>
/// <param name="Attempt">Number of this attempt, from 1.</param>
/// <param name="Subscription">Who wants to hear it.</param>
/// <param name="Event">What has happened.</param>
/// <param name="Body">The body as <see cref="EventBody"/> writes it: send exactly these bytes.</param>
/// <param name="IsTest">True when a person is trying it out.</param>
public sealed record Delivery(long JobId, int Attempt, Subscription Subscription, EventEnvelope Event, byte[] Body, bool IsTest)
{
    /// <summary>What is told together with it, because it was quiet when it happened; null for most.</summary>
    public DeliveryDigest? Digest { get; init; }

    /// <summary>What the deliveries changed whose work it does too, the oldest first; empty for most.</summary>
    public IReadOnlyList<MediaChange> Together { get; init; } = [];

    /// <summary>True when people are not to be told now. Only a channel that works besides is asked to deliver then.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>What happened while it was quiet.</summary>
/// <param name="Count">How many events.</param>
/// <param name="Deliveries">Each event as a delivery of its own, the oldest first; of very many, the first.</param>
public sealed record DeliveryDigest(int Count, IReadOnlyList<Delivery> Deliveries);

/// <summary>A delivery that is dead.</summary>
/// <param name="JobId">The job that was to deliver it.</param>
/// <param name="Subscription">Whom it was for.</param>
/// <param name="EventId">The event; null for none.</param>
/// <param name="Attempts">Number of attempts made.</param>
/// <param name="Reason">Why the last of them failed, as a sentence.</param>
/// <param name="LeftOut">Others that were given up since this was last told, and were not told.</param>
/// <param name="IsFirst">True for the first since deliveries to it arrived: people are alerted by it, and by no other until they arrive again.</param>
public sealed record GivenUpDelivery(long JobId, Subscription Subscription, string? EventId, int Attempts, string Reason, int LeftOut, bool IsFirst);

/// <summary>What came of one attempt to deliver.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">What was sent, answered and printed.</param>
/// <param name="IsGone">True when the other side says it is gone for good: the subscription is switched off.</param>
public sealed record DeliveryReport(JobOutcome Outcome, AttemptDetail Detail, bool IsGone = false)
{
    /// <summary>An event about this delivery that the channel wants published, such as "hook executed"; null for none.</summary>
    public IDomainEvent? Echo { get; init; }
}
