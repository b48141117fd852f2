using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>What an attempt comes to.</summary>
/// <param name="Outcome">What becomes of the delivery.</param>
/// <param name="Failure">The kind of failure; null for none.</param>
/// <param name="IsGone">True when the receiver wants no more deliveries.</param>
/// <param name="IsOverload">True when the receiver has too much to do.</param>
internal sealed record WebhookVerdict(JobOutcome Outcome, FailureClass? Failure, bool IsGone = false, bool IsOverload = false)
{
    private const string Gone = "The receiver answered 410 Gone: it wants no more events. Enter its new address, or delete the webhook.";

    private static readonly TimeSpan ProxyPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OverloadPause = TimeSpan.FromSeconds(60);

    /// <summary>Sublarr stops, or a person stopped the delivery: the receiver is not to blame.</summary>
    public static WebhookVerdict Interrupted { get; } =
        new(new JobOutcome.Deferred("Interrupted: the attempt was stopped before the receiver answered."), FailureClass.Interrupted);

    /// <summary>Judges an answer. Everything but success and "gone" is tried again: a receiver that is being set up answers 404 or 401 for a while.</summary>
    public static WebhookVerdict Of(HttpResponseMessage response, Redaction redaction, DateTimeOffset now) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new(JobOutcome.Done, null),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Later(Redirected(response, redaction), null, FailureClass.Redirect),
        HttpStatusCode.Gone => new(new JobOutcome.Rejected(Gone), FailureClass.Http, IsGone: true),
        HttpStatusCode.TooManyRequests => Later(Answered(response), Overloaded(Asked(response, now), now)) with { IsOverload = true },
        HttpStatusCode.ServiceUnavailable => Later(Answered(response), Asked(response, now)),
        _ => Later(Answered(response), null),
    };

    /// <summary>Judges an attempt that brought no complete answer.</summary>
    public static WebhookVerdict Of(NetworkFault fault, DateTimeOffset now)
    {
        if (fault.Failure == FailureClass.Proxy)
        {
            // The receiver was never asked: no attempt of its is used up.
            return new(new JobOutcome.Deferred(fault.Sentence, now + ProxyPause), fault.Failure);
        }

        var isTimeout = fault.Failure is FailureClass.TimeoutConnect or FailureClass.TimeoutResponse;
        return Later(fault.Sentence, isTimeout ? Overloaded(null, now) : null, fault.Failure) with { IsOverload = isTimeout };
    }

    private static WebhookVerdict Later(string reason, DateTimeOffset? notBefore, FailureClass failure = FailureClass.Http) =>
        new(new JobOutcome.RetryLater(reason, notBefore), failure);

    private static string Redirected(HttpResponseMessage response, Redaction redaction)
    {
        var target = Header(response, "Location") is { Length: > 0 } location ? $" and pointed to {redaction.Url(location)}" : "";
        return $"The receiver answered {NameOf(response)}{target}. Redirects are not followed: enter the address it should go to.";
    }

    private static string Answered(HttpResponseMessage response) => $"The receiver answered {NameOf(response)}: " + response.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "check the secret on both sides, and whether something in front of it asks for a login.",
        HttpStatusCode.NotFound => "check the path of the address.",
        HttpStatusCode.MethodNotAllowed => "the address does not take POST requests, check its path.",
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => "it is busy, Sublarr waits.",
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => "the proxy in front of it cannot reach it, check that it is running.",
        >= HttpStatusCode.InternalServerError => "its own log says why.",
        _ => "its answer may say why.",
    };

    private static string NameOf(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {ReasonPhrases.GetReasonPhrase((int)response.StatusCode)}".TrimEnd();

    private static DateTimeOffset? Asked(HttpResponseMessage response, DateTimeOffset now) =>
        RetryAfter.Parse(Header(response, "Retry-After"), now);

    private static DateTimeOffset Overloaded(DateTimeOffset? asked, DateTimeOffset now) =>
        asked > now + OverloadPause ? asked.Value : now + OverloadPause;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.First() : null;
}
