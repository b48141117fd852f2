using System.Net;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Brings one request to its receiver and says what came of it, for every channel that speaks HTTP. Nothing below this class may repeat a
/// request unseen: where the receiver had closed a kept connection it is sent once more, and a note on the attempt says so.
/// </summary>
internal sealed class HttpCourier(HttpConnections connections, TimeProvider clock)
{
    // A library of some thousand series.
    private const int LongestList = 8 * 1024 * 1024;

    // What is left of an attempt's time when a request begins may be less than any answer needs.
    private static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(1);

    /// <summary>A mark of the present moment, for deliveries of several requests.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>Makes one attempt of a delivery to a service, over the system's ways of trust.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="post">What is sent.</param>
    /// <param name="judge">What an answer comes to.</param>
    /// <param name="cancellationToken">Sublarr stops, or a person stopped the delivery.</param>
    public Task<DeliveryReport> PostAsync(Delivery delivery, HttpPost post, Func<HttpAnswer, HttpVerdict> judge, CancellationToken cancellationToken) =>
        SendAsync(delivery, HttpMethod.Post, post, AnswerBody.ByteLimit, judge, limit: null, cancellationToken);

    /// <summary>Asks a service something within a delivery that is made of several requests.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="method">GET, POST or PUT.</param>
    /// <param name="post">What is asked.</param>
    /// <param name="judge">What an answer comes to.</param>
    /// <param name="begun">When the delivery began, as <see cref="Now"/> tells it: all its requests share one time.</param>
    /// <param name="cancellationToken">Sublarr stops, or a person stopped the delivery.</param>
    public Task<DeliveryReport> AskAsync(
        Delivery delivery, HttpMethod method, HttpPost post, Func<HttpAnswer, HttpVerdict> judge, long begun, CancellationToken cancellationToken)
    {
        var left = TimeSpan.FromSeconds(delivery.Subscription.TimeoutSeconds) - clock.GetElapsedTime(begun);
        return SendAsync(delivery, method, post, LongestList, judge, left > ShortestTime ? left : ShortestTime, cancellationToken);
    }

    /// <summary>Makes one attempt of a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="call">Its request.</param>
    /// <param name="judge">What an answer comes to.</param>
    /// <param name="cancellationToken">Sublarr stops, or a person stopped the delivery.</param>
    /// <param name="limit">How long it may take; null for as long as the subscription says.</param>
    public async Task<HttpReport> DeliverAsync(
        Delivery delivery, HttpCall call, Func<HttpAnswer, HttpVerdict> judge, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        using var record = new ExchangeRecord(call.Request, call.Body, call.Redaction, clock, call.AnswerLimit);
        var verdict = await AttemptAsync(call, limit ?? TimeSpan.FromSeconds(delivery.Subscription.TimeoutSeconds), record, judge, cancellationToken);
        if (delivery.IsTest && verdict is { Failure: FailureClass.Proxy, Outcome: JobOutcome.Deferred(var reason, _) })
        {
            // A person waits to be told, and nobody for another attempt.
            verdict = verdict with { Outcome = new JobOutcome.Rejected(reason) };
        }

        var detail = new AttemptDetail { Failure = verdict.Failure, Http = record.Show(), Note = record.Note };
        return new(verdict, new DeliveryReport(verdict.Outcome, detail, verdict.IsGone));
    }

    /// <summary>Opens an answer that is read as it comes.</summary>
    /// <param name="call">The request.</param>
    /// <param name="silence">How long nothing may come, before the answer and within it.</param>
    /// <param name="limit">The most bytes of the answer.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="HttpFaultException">No answer came.</exception>
    public async Task<HttpDownload> OpenAsync(HttpCall call, TimeSpan silence, long limit, CancellationToken cancellationToken)
    {
        var target = call.Request.RequestUri!.Authority;
        var patience = new Patience(silence, clock, cancellationToken);
        using var record = new ExchangeRecord(call.Request, call.Body, call.Redaction, clock);
        try
        {
            var response = await SendAsync(call, record, patience.Token);
            patience.Goes();
            return new HttpDownload(response, await response.Content.ReadAsStreamAsync(patience.Token), patience, target, limit);
        }
        catch (Exception exception)
        {
            patience.Dispose();
            if (NetworkFault.IsOne(exception) && !cancellationToken.IsCancellationRequested)
            {
                throw new HttpFaultException(patience.FaultOf(exception, target, record.IsSent), exception);
            }

            throw;
        }
    }

    private async Task<DeliveryReport> SendAsync(
        Delivery delivery, HttpMethod method, HttpPost post, int answerLimit, Func<HttpAnswer, HttpVerdict> judge, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var redaction = new Redaction(post.Address, [.. post.Secrets, .. post.Headers.Select(header => header.Value)], post.Headers.Select(header => header.Key));
        using var body = new SentBody(post.Body, post.ContentType);
        // Apprise writes its log as a page for whoever does not say what they read.
        using var call = new HttpCall(post.Address, body, redaction) { AnswerLimit = answerLimit }.With([new("Accept", "application/json"), .. post.Headers]);
        // GET has a body of no length too: that it was asked for tells a slow answer from a slow connection.
        call.Request.Method = method;
        return (await DeliverAsync(delivery, call, judge, cancellationToken, limit)).Delivery;
    }

    private async Task<HttpVerdict> AttemptAsync(
        HttpCall call, TimeSpan limit, ExchangeRecord record, Func<HttpAnswer, HttpVerdict> judge, CancellationToken cancellationToken)
    {
        var authority = call.Request.RequestUri!.Authority;

        // HttpClient.Timeout ends with the headers, and would let a receiver drip its body for ever.
        using var deadline = new CancellationTokenSource(limit, clock);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var response = await SendAsync(call, record, attempt.Token);
            var at = clock.GetUtcNow();
            // A body that breaks off takes nothing from what the status says.
            await record.ReadAsync(response, attempt.Token);
            return judge(new HttpAnswer(response, record.Answer, call.Redaction, at));
        }
        catch (Exception exception) when (NetworkFault.IsOne(exception))
        {
            var fault = deadline.IsCancellationRequested ? NetworkFault.Timeout(authority, record.IsSent, limit) : NetworkFault.Of(exception, authority, record.IsSent);
            if (record.KeepBeginning(fault) is { } begun)
            {
                return judge(new HttpAnswer(begun, record.Answer, call.Redaction, clock.GetUtcNow()));
            }

            return cancellationToken.IsCancellationRequested ? HttpVerdict.Interrupted : HttpVerdict.Of(fault, clock.GetUtcNow());
        }
    }

    // A receiver may close a kept connection at the moment it is written to. It may have read the request all the same, so this
    // happens once, and not over another kept connection; receivers know a repeated delivery by its id.
    private async Task<HttpResponseMessage> SendAsync(HttpCall call, ExchangeRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var response = await connections.SendAsync(call.Request, call.Tls, cancellationToken);
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
        return await connections.SendAfreshAsync(call.Request, call.Tls, cancellationToken);
    }
}

/// <summary>What came of one attempt.</summary>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Delivery">The same as the queue wants it.</param>
internal sealed record HttpReport(HttpVerdict Verdict, DeliveryReport Delivery);
