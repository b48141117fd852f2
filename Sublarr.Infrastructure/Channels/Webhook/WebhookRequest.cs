using System.Globalization;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>The request of one attempt. All attempts of a delivery share its id; time and signature are the attempt's own.</summary>
internal static class WebhookRequest
{
    /// <summary>Where GitHub puts its signature of the body: <see href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries"/>.</summary>
    public const string HubSignature = "X-Hub-Signature-256";

    public static HttpCall Create(WebhookTarget target, Delivery delivery, SentBody body, DateTimeOffset now)
    {
        var call = new HttpCall(target.Address, body, target.Redaction, target.Tls);
        var headers = call.Request.Headers;
        headers.Add("webhook-id", delivery.Event.Id);
        headers.Add("webhook-timestamp", StandardWebhooks.TimestampOf(now));
        headers.Add("webhook-signature", StandardWebhooks.Sign(delivery.Event.Id, now, body.Bytes, target.KeysAt(now)));
        headers.Add("X-Sublarr-Event", delivery.Event.Name);
        headers.Add("X-Sublarr-Delivery", delivery.JobId.ToString(CultureInfo.InvariantCulture));
        headers.Add("X-Sublarr-Hop", (delivery.Event.Cause.Hop + 1).ToString(CultureInfo.InvariantCulture));
        var bodySignature = StandardWebhooks.SignBody(body.Bytes, target.Key);
        headers.Add("X-Sublarr-Signature", bodySignature);
        if (target.HasHubSignature)
        {
            headers.Add(HubSignature, bodySignature);
        }

        return call.With(target.Headers);
    }
}
