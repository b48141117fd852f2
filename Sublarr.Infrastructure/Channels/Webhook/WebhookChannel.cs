using System.Net;
using System.Runtime.CompilerServices;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>
/// Sends events as signed HTTP requests, one request for each attempt: nothing below this class may repeat one unseen. Where the
/// receiver had closed a kept connection it is sent once more, and a note on the attempt says so.
/// </summary>
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

        return new DeliveryReport(verdict.Outcome, new AttemptDetail { Failure = verdict.Failure, Http = record.Show(), Note = record.Note }, verdict.IsGone);
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
            var response = await SendAsync(request, target, record, attempt.Token);
            // Judged before it is read: no body, whole or not, changes what the status says.
            var verdict = WebhookVerdict.Of(response, target.Redaction, clock.GetUtcNow());
            await record.ReadAsync(response, attempt.Token);
            return verdict;
        }
        catch (Exception exception) when (NetworkFault.IsOne(exception))
        {
            var fault = deadline.IsCancellationRequested ? NetworkFault.Timeout(authority, record.IsSent, limit) : NetworkFault.Of(exception, authority, record.IsSent);
            if (record.KeepBeginning(fault) is { } begun)
            {
                return WebhookVerdict.Of(begun, target.Redaction, clock.GetUtcNow());
            }

            return cancellationToken.IsCancellationRequested ? WebhookVerdict.Interrupted : WebhookVerdict.Of(fault, clock.GetUtcNow());
        }
    }

    // A receiver may close a kept connection at the moment it is written to. It may have read the request all the same, so this
    // happens once, and not over another kept connection; receivers know a repeated delivery by its id.
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, WebhookTarget target, ExchangeRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var response = await connections.SendAsync(target, request, cancellationToken);
            // 408 without having been asked is a server's farewell to an idle connection: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9
            if (response.StatusCode != HttpStatusCode.RequestTimeout || !record.IsOnKeptConnection)
            {
                return response;
            }

            response.Dispose();
        }
        catch (Exception fault) when (record.IsUnheard && NetworkFault.IsOne(fault) && !cancellationToken.IsCancellationRequested)
        {
        }

        record.BeginAfresh();
        return await connections.SendAfreshAsync(target, request, cancellationToken);
    }
}
