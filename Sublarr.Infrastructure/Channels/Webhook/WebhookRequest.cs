using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>The request of one attempt. All attempts of a delivery share its id; time and signature are the attempt's own.</summary>
internal static class WebhookRequest
{
    private static readonly ProductInfoHeaderValue Agent = new("Sublarr", Version());

    /// <summary>Where GitHub puts its signature of the body: <see href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries"/>.</summary>
    public const string HubSignature = "X-Hub-Signature-256";

    public static HttpRequestMessage Create(WebhookTarget target, Delivery delivery, WebhookBody body, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target.Address)
        {
            Content = body,
            // HTTP/3 would not pass through the dialler: https://github.com/dotnet/runtime/issues/64449
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.UserAgent.Add(Agent);
        request.Headers.AcceptEncoding.Add(new("identity"));
        request.Headers.Add("webhook-id", delivery.Event.Id);
        request.Headers.Add("webhook-timestamp", StandardWebhooks.TimestampOf(now));
        request.Headers.Add("webhook-signature", StandardWebhooks.Sign(delivery.Event.Id, now, body.Bytes, target.KeysAt(now)));
        request.Headers.Add("X-Sublarr-Event", delivery.Event.Name);
        request.Headers.Add("X-Sublarr-Delivery", delivery.JobId.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Sublarr-Hop", (delivery.Event.Cause.Hop + 1).ToString(CultureInfo.InvariantCulture));
        var bodySignature = StandardWebhooks.SignBody(body.Bytes, target.Key);
        request.Headers.Add("X-Sublarr-Signature", bodySignature);
        if (target.HasHubSignature)
        {
            request.Headers.Add(HubSignature, bodySignature);
        }

        foreach (var (name, value) in target.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static string Version() => typeof(WebhookRequest).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}

/// <summary>
/// The bytes that are signed and sent. Knows whether a connection has asked for them: nothing else in the framework tells a slow
/// connection from a slow answer.
/// </summary>
internal sealed class WebhookBody : ByteArrayContent
{
    /// <param name="bytes">The body.</param>
    /// <param name="contentType">What it is; null for JSON.</param>
    public WebhookBody(byte[] bytes, MediaTypeHeaderValue? contentType = null)
        : base(bytes)
    {
        Bytes = bytes;
        Headers.ContentType = contentType ?? new("application/json");
    }

    public byte[] Bytes { get; }

    public bool IsSent { get; private set; }

    /// <summary>It is to be sent once more, over another connection.</summary>
    public void TakeBack() => IsSent = false;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsSent = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }
}
