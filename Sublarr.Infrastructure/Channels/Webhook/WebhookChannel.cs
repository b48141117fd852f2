using System.Runtime.CompilerServices;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>Sends events as signed HTTP requests.</summary>
internal sealed class WebhookChannel(HttpCourier courier, ChannelSettings settings, TimeProvider clock) : IDeliveryChannel
{
    /// <summary>The name of the channel.</summary>
    public const string ChannelName = WebhookSettings.Channel;

    /// <summary>What it is called.</summary>
    public static readonly ChannelInfo Called = new(ChannelName, "webhook", "Webhook") { Icon = "webhook", Path = "webhooks", KeepsWhileOff = true };

    // Settings are read once and shared by the deliveries that follow, and with them what is made of them.
    private readonly ConditionalWeakTable<WebhookSettings, WebhookTarget> _targets = [];

    private readonly EndpointStrain _strain = new();

    public ChannelInfo Info => Called;

    public int Concurrency => 64;

    public int ConcurrencyPerSubscription => WebhookSettings.StandardInFlight;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<WebhookSettings>(subscription);

    public int ConcurrencyOf(Subscription subscription) => WebhookLimits.Of(subscription).InFlight;

    public int AheadOf(Subscription subscription) => WebhookLimits.Of(subscription).InFlight;

    public (int InFlight, int Ahead) Eased(long subscriptionId, int inFlight, int ahead) =>
        (_strain.Limit(subscriptionId, inFlight), _strain.Ahead(subscriptionId, ahead));

    public TimeSpan SpacingOf(Subscription subscription) => WebhookLimits.Of(subscription).Spacing;

    public bool KeepsOrder(Subscription subscription) => WebhookLimits.Of(subscription).Ordering == DeliveryOrder.PerTitle;

    public bool SeesLocal(Subscription subscription) => settings.Read<WebhookSettings>(subscription).WholePaths;

    public TimeSpan? LongestAgeOf(Subscription subscription) => WebhookLimits.Of(subscription).LongestAge;

    public RetrySchedule RetriesOf(Subscription subscription) => WebhookLimits.Of(subscription).Retries;

    // One more: what a kill interrupted may not have been sent at all, and receivers know a repeated delivery by its id.
    public RetrySchedule RecoveriesOf(Subscription subscription)
    {
        var retries = RetriesOf(subscription);
        return retries.WithRetries(Math.Min(retries.Attempts, RetrySchedule.RetryLimit));
    }

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var target = _targets.GetValue(settings.Read<WebhookSettings>(delivery.Subscription), WebhookTarget.Of);
        if (target.Problem is { } problem)
        {
            return new DeliveryReport(new JobOutcome.Rejected(problem), new AttemptDetail { Failure = FailureClass.Internal, Note = problem });
        }

        if (target.Tls?.ProblemAt(clock.GetUtcNow()) is { } invalid)
        {
            return new DeliveryReport(new JobOutcome.RetryLater(invalid), new AttemptDetail { Failure = FailureClass.Tls, Note = invalid });
        }

        var payload = target.Payload?.Write(delivery.Event, delivery.Body, target.Secrets);
        if (payload?.Problem is { } unwritten)
        {
            // No retry mends a template; a person who has mended it can send the delivery again.
            return new DeliveryReport(new JobOutcome.Rejected(target.Redaction.Text(unwritten)), new AttemptDetail { Failure = FailureClass.Template, Note = target.Redaction.Text(payload.Text) });
        }

        using var body = payload is null ? new SentBody(delivery.Body) : new SentBody(payload.Bytes, target.Payload!.ContentType);
        using var call = WebhookRequest.Create(target, delivery, body, clock.GetUtcNow());
        var report = await courier.DeliverAsync(delivery, call, answer => WebhookVerdict.Of(answer.Response, target.Redaction, answer.At), cancellationToken);
        _strain.Note(delivery.Subscription.Id, report.Verdict);
        return report.Delivery;
    }
}
