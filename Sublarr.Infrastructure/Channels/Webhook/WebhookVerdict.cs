using System.Net;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>What a receiver's answer comes to. Everything but success and "gone" is tried again: one that is being set up answers 404 or 401 for a while.</summary>
internal static class WebhookVerdict
{
    private const string Gone = "The receiver answered 410 Gone: it wants no more events. Enter its new address, or delete the webhook.";

    public static HttpVerdict Of(HttpResponseMessage response, Redaction redaction, DateTimeOffset now) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => HttpVerdict.Arrived,
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => HttpVerdict.Later(HttpVerdict.Redirected(response, redaction), null, FailureClass.Redirect),
        HttpStatusCode.Gone => new(new JobOutcome.Rejected(Gone), FailureClass.Http, IsGone: true),
        HttpStatusCode.TooManyRequests => HttpVerdict.Busy(HttpVerdict.Answered(response), response, now),
        HttpStatusCode.ServiceUnavailable => HttpVerdict.Later(HttpVerdict.Answered(response), HttpVerdict.Asked(response, now)),
        _ => HttpVerdict.Later(HttpVerdict.Answered(response), null),
    };
}
