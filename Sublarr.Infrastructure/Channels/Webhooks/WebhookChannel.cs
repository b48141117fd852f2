using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Infrastructure.Channels.Webhooks;

/// <summary>Sends events as signed HTTP requests, one request for each attempt: nothing below this class may repeat one unseen.</summary>
internal sealed class WebhookChannel(WebhookConnections connections, ChannelSettings settings, TimeProvider clock) : IDeliveryChannel
{
    /// <summary>The name of the channel, and of its <see cref="HttpClient"/>.</summary>
    public const string ChannelName = "webhook";

    // Settings are read once and shared by the deliveries that follow, and with them what is made of them.
    private readonly ConditionalWeakTable<WebhookSettings, WebhookTarget> _targets = [];

    private readonly EndpointStrain _strain = new();

    public string Name => ChannelName;

    public int Concurrency => 64;

    public int ConcurrencyPerSubscription => WebhookSettings.StandardInFlight;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public int ConcurrencyOf(Subscription subscription) => _strain.Limit(subscription.Id, WebhookLimits.Of(subscription).InFlight);

    public int AheadOf(Subscription subscription) => _strain.Ahead(subscription.Id, WebhookLimits.Of(subscription).InFlight);

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

        var payload = target.Payload?.Write(delivery.Event, delivery.Body);
        if (payload?.Problem is { } unwritten)
        {
            // No retry mends a template; a person who has mended it can send the delivery again.
            return new DeliveryReport(new JobOutcome.Rejected(unwritten), new AttemptDetail { Failure = FailureClass.Template, Note = payload.Text });
        }

        using var body = payload is null ? new WebhookBody(delivery.Body) : new WebhookBody(payload.Bytes, target.Payload!.ContentType);
        using var request = WebhookRequest.Create(target, delivery, body, clock.GetUtcNow());
        using var record = new ExchangeRecord(request, body, target.Redaction, clock);
        var verdict = await AttemptAsync(request, delivery.Subscription, target, record, cancellationToken);
        _strain.Note(delivery.Subscription.Id, verdict);
        if (delivery.IsTest && verdict is { Failure: FailureClass.Proxy, Outcome: JobOutcome.Deferred(var reason, _) })
        {
            // A person waits to be told, and nobody for another attempt.
            verdict = verdict with { Outcome = new JobOutcome.Rejected(reason) };
        }

        return new DeliveryReport(verdict.Outcome, new AttemptDetail { Failure = verdict.Failure, Http = record.Show() }, verdict.IsGone);
    }

    private async Task<WebhookVerdict> AttemptAsync(
        HttpRequestMessage request, Subscription subscription, WebhookTarget target, ExchangeRecord record, CancellationToken cancellationToken)
    {
        var authority = request.RequestUri!.Authority;
        var limit = TimeSpan.FromSeconds(subscription.TimeoutSeconds);

        // HttpClient.Timeout ends with the headers, and would let a receiver drip its body for ever.
        using var deadline = new CancellationTokenSource(limit, clock);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var response = await connections.SendAsync(target, request, attempt.Token);
            await record.ReadAsync(response, attempt.Token);
            return WebhookVerdict.Of(response, target.Redaction, clock.GetUtcNow());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            // The bare error of a socket too: the HTTP stack lets it through when somebody hangs up at once.
            if (cancellationToken.IsCancellationRequested)
            {
                return WebhookVerdict.Interrupted;
            }

            return WebhookVerdict.Of(
                deadline.IsCancellationRequested ? NetworkFault.Timeout(authority, record.IsSent, limit) : NetworkFault.Of(fault, authority, record.IsSent),
                clock.GetUtcNow());
        }
    }
}
