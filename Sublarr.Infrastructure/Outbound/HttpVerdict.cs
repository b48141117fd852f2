using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>What an attempt comes to.</summary>
/// <param name="Outcome">What becomes of the delivery.</param>
/// <param name="Failure">The kind of failure; null for none.</param>
/// <param name="IsGone">True when the receiver wants no more deliveries.</param>
/// <param name="IsOverload">True when the receiver has too much to do.</param>
internal sealed record HttpVerdict(JobOutcome Outcome, FailureClass? Failure, bool IsGone = false, bool IsOverload = false)
{
    private static readonly TimeSpan ProxyPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OverloadPause = TimeSpan.FromSeconds(60);

    /// <summary>It has arrived.</summary>
    public static HttpVerdict Arrived { get; } = new(JobOutcome.Done, null);

    /// <summary>Sublarr stops, or a person stopped the delivery: the receiver is not to blame.</summary>
    public static HttpVerdict Interrupted { get; } =
        new(new JobOutcome.Deferred("Interrupted: the attempt was stopped before the receiver answered."), FailureClass.Interrupted);

    /// <summary>
    /// Judges the answer of a service that says what it means: what it refuses it would refuse again. Only 408, 425, 429 and what is a
    /// fault of its own are tried again.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="advice">What helps against a status of the service's; null for the usual advice.</param>
    public static HttpVerdict Of(HttpAnswer answer, Func<HttpAnswer, string?> advice) => answer.Status switch
    {
        _ when answer.IsSuccess => answer.IsPage ? Never(AnsweredPage(answer)) : Arrived,
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Never(Redirected(answer.Response, answer.Redaction), FailureClass.Redirect),
        HttpStatusCode.TooManyRequests => Busy(Answered(answer, advice), answer.Response, answer.At),
        HttpStatusCode.RequestTimeout or TooEarly or >= HttpStatusCode.InternalServerError => Later(Answered(answer, advice), Asked(answer.Response, answer.At)),
        _ => Never(Answered(answer, advice)),
    };

    /// <summary>Judges an attempt that brought no complete answer.</summary>
    public static HttpVerdict Of(NetworkFault fault, DateTimeOffset now)
    {
        if (fault.Failure == FailureClass.Proxy)
        {
            // The receiver was never asked: no attempt of its is used up.
            return new(new JobOutcome.Deferred(fault.Sentence, now + ProxyPause), fault.Failure);
        }

        var isTimeout = fault.Failure is FailureClass.TimeoutConnect or FailureClass.TimeoutResponse;
        return Later(fault.Sentence, isTimeout ? now + OverloadPause : null, fault.Failure) with { IsOverload = isTimeout };
    }

    /// <summary>It is tried again.</summary>
    public static HttpVerdict Later(string reason, DateTimeOffset? notBefore, FailureClass failure = FailureClass.Http) =>
        new(new JobOutcome.RetryLater(reason, notBefore), failure);

    /// <summary>It is not tried again.</summary>
    public static HttpVerdict Never(string reason, FailureClass failure = FailureClass.Http) => new(new JobOutcome.Rejected(reason), failure);

    /// <summary>The receiver is no more: nothing is sent to it again.</summary>
    public static HttpVerdict Gone(string reason) => Never(reason) with { IsGone = true };

    /// <summary>The receiver has too much to do, and says to the fraction of a second when it has not.</summary>
    public static HttpVerdict Busy(string reason, DateTimeOffset notBefore) => Later(reason, notBefore) with { IsOverload = true };

    /// <summary>The receiver has too much to do: it is tried again when it says so, and not at once.</summary>
    public static HttpVerdict Busy(string reason, HttpResponseMessage response, DateTimeOffset now) =>
        Busy(reason, Asked(response, now) is { } asked && asked > now + OverloadPause ? asked : now + OverloadPause);

    /// <summary>When the receiver asks to be tried again; null when it does not say.</summary>
    public static DateTimeOffset? Asked(HttpResponseMessage response, DateTimeOffset now) => RetryAfter.Parse(Header(response, "Retry-After"), now);

    /// <summary>A redirect, as a sentence.</summary>
    public static string Redirected(HttpResponseMessage response, Redaction redaction)
    {
        var target = Header(response, "Location") is { Length: > 0 } location ? $" and pointed to {redaction.Url(location)}" : "";
        return $"The receiver answered {NameOf(response)}{target}. Redirects are not followed: enter the address it should go to.";
    }

    /// <summary>A refusal and what helps, as a sentence.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="advice">What helps against a status; null from it for the usual advice.</param>
    public static string Answered(HttpAnswer answer, Func<HttpAnswer, string?> advice) => Answered(answer.Response, IsUnknownHost(answer) ? UnknownHost(answer) : advice(answer));

    /// <summary>The same.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="advice">What helps; null for the usual advice.</param>
    public static string Answered(HttpResponseMessage response, string? advice = null) =>
        $"The receiver answered {NameOf(response)}: {advice ?? UsualAdvice(response.StatusCode)}";

    // RFC 8470; the framework has no name for it.
    private const HttpStatusCode TooEarly = (HttpStatusCode)425;

    private static string AnsweredPage(HttpAnswer answer) => Answered(
        answer.Response, "but with a page to look at, as no service of this kind does. Check the address, and whether something in front of it asks for a login.");

    // What refuses a host name says nothing, or shows a page: no service would explain itself less.
    private static bool IsUnknownHost(HttpAnswer answer) => answer.Status == HttpStatusCode.BadRequest && (answer.IsPage || string.IsNullOrWhiteSpace(answer.Body.Text));

    private static string UnknownHost(HttpAnswer answer) =>
        $"without a word of why, as a server does that does not know the name it is called by. Add \"{answer.Response.RequestMessage?.RequestUri?.Host}\" to its Allowed Hosts, or enter the name it knows.";

    private static string UsualAdvice(HttpStatusCode status) => status switch
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

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.First() : null;
}
