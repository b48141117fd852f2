using System.Security.Cryptography;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>How a subscription is delivered to, read from its settings once, when it is loaded: nothing on the hot path meets a setting that cannot be read.</summary>
/// <param name="Channel">Its channel; null when this version has none of that name.</param>
/// <param name="InFlight">How many deliveries may be under way at the same time.</param>
/// <param name="Ahead">How many more may be claimed than run.</param>
/// <param name="Spacing">How much time lies between the beginnings of two deliveries.</param>
/// <param name="KeepsOrder">True when deliveries about one title go one at a time.</param>
/// <param name="Coalescing">How long one waits for others that would do the same work; zero for not at all.</param>
/// <param name="LongestAge">How old an event may be; null for any age.</param>
/// <param name="Retries">When a failed delivery is tried again.</param>
/// <param name="Recoveries">How often a delivery is made again that a kill has interrupted.</param>
/// <param name="Problem">Why it cannot be delivered to and what helps, as sentences; null when it can.</param>
internal sealed record DeliveryTerms(
    IDeliveryChannel? Channel,
    int InFlight,
    int Ahead,
    TimeSpan Spacing,
    bool KeepsOrder,
    TimeSpan Coalescing,
    TimeSpan? LongestAge,
    RetrySchedule Retries,
    RetrySchedule Recoveries,
    string? Problem)
{
    private const string EnterAgain = "Enter it again, or install the version of Sublarr that wrote it. Until then its deliveries are kept.";

    /// <summary>The kind of the jobs that deliver to it.</summary>
    public string JobKind { get; } = Channel?.Info.JobKind ?? JobKinds.Deliver;

    /// <summary>The terms of a subscription. A fault in one row must harm nobody else, so that whatever it throws becomes a sentence.</summary>
    public static DeliveryTerms Of(Subscription subscription, DeliveryChannels channels)
    {
        if (channels.Find(subscription.Channel) is not { } channel)
        {
            return Unreadable(null, $"This version of Sublarr has no channel \"{subscription.Channel}\". Install the version that has it, or delete it. Until then its deliveries are kept.");
        }

        try
        {
            channel.Check(subscription);
            return ProblemOf(subscription) is { } problem ? Unreadable(channel, problem) : Readable(subscription, channel);
        }
        catch (CryptographicException)
        {
            return Unreadable(
                channel,
                "Its secrets cannot be decrypted: the keys in the config folder are not those they were encrypted with. Restore the folder \"keys\" and start Sublarr again, or enter the secrets again. Until then its deliveries are kept.");
        }
        catch (Exception exception)
        {
            return Unreadable(channel, $"{SettingException.Sentence(exception)} {EnterAgain}");
        }
    }

    private static string? ProblemOf(Subscription subscription)
    {
        // Before the channel makes a schedule of it.
        if (subscription.RetryCount is < 0 or > RetrySchedule.RetryLimit)
        {
            throw new SettingException("retry_count", $"0 to {RetrySchedule.RetryLimit}");
        }

        if (subscription.EventNames.Contains(EventFilter.Unreadable))
        {
            return $"The names of its events cannot be read, and it hears none. {EnterAgain}";
        }

        if (!subscription.HasReadableQuietHours())
        {
            return $"Its quiet hours cannot be read, or this machine does not know their time zone. {EnterAgain}";
        }

        return subscription.HasReadableFilter() ? null : $"Its filter cannot be read. {EnterAgain}";
    }

    private static DeliveryTerms Readable(Subscription subscription, IDeliveryChannel channel) => new(
        channel,
        channel.ConcurrencyOf(subscription),
        channel.AheadOf(subscription),
        channel.SpacingOf(subscription),
        channel.KeepsOrder(subscription),
        channel.CoalescingOf(subscription),
        channel.LongestAgeOf(subscription),
        channel.RetriesOf(subscription),
        channel.RecoveriesOf(subscription),
        Problem: null);

    // What is under way ends as usual; what a kill has interrupted may have done its work, and nobody knows whether it bears another time.
    private static DeliveryTerms Unreadable(IDeliveryChannel? channel, string problem) =>
        new(channel, 1, 0, TimeSpan.Zero, KeepsOrder: false, TimeSpan.Zero, LongestAge: null, channel?.Retries ?? RetrySchedule.Webhook, RetrySchedule.None, problem);
}
