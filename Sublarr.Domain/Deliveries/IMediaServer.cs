using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Domain.Deliveries;

/// <summary>
/// A media server, which looks again at what has changed. It sees whole paths, is asked one thing at a time, and looks once at a folder into which much comes at once.
/// </summary>
public interface IMediaServer : ITestedChannel
{
    /// <summary>How long a look at a folder waits for what else comes into it, such as the other files of a season.</summary>
    static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    /// <summary>Why it is not asked about an event that is no <see cref="IFileEvent"/>.</summary>
    const string NoneChanged = "The event changes no file that a media server looks at.";

    int IDeliveryChannel.Concurrency => 8;

    // A server that looks through a folder answers the next question late.
    int IDeliveryChannel.ConcurrencyPerSubscription => 1;

    RetrySchedule IDeliveryChannel.Retries => RetrySchedule.Webhook;

    bool IDeliveryChannel.KeepsOrder(Subscription subscription) => true;

    TimeSpan IDeliveryChannel.CoalescingOf(Subscription subscription) => Window;

    string? IDeliveryChannel.CoalescingKeyOf(IDomainEvent @event) => (@event as IFileEvent)?.Change?.CoalescingKey;

    bool IDeliveryChannel.SeesLocal(Subscription subscription) => true;
}
