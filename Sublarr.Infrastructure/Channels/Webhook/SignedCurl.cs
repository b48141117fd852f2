using System.Text;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>Writes a stored request as a curl command that is signed anew, so that a receiver accepts it. The secret stays here.</summary>
/// <param name="settings">Knows the secret.</param>
/// <param name="time">The clock of the timestamp.</param>
public sealed class SignedCurl(ChannelSettings settings, TimeProvider time)
{
    private const string Id = "webhook-id";
    private const string Timestamp = "webhook-timestamp";
    private const string Signature = "webhook-signature";
    private const string BodySignature = "X-Sublarr-Signature";

    // curl writes these itself.
    private static readonly string[] Own = ["Content-Length", "Host", "Connection", "Transfer-Encoding", "Accept-Encoding"];

    /// <summary>The command for a POSIX shell; null when the request cannot be signed. What was masked in the log is masked in it too.</summary>
    /// <param name="subscription">The webhook it was sent to.</param>
    /// <param name="request">The stored request.</param>
    public string? Write(Subscription subscription, HttpExchange request)
    {
        if (subscription.Channel != WebhookSettings.Channel || !request.RequestHeaders.TryGetValue(Id, out var id))
        {
            return null;
        }

        var target = WebhookTarget.Of(settings.ReadWhatCanBe<WebhookSettings>(subscription));
        return target.Problem is null ? Command(target, id, request) : null;
    }

    private string Command(WebhookTarget target, string id, HttpExchange request)
    {
        var now = time.GetUtcNow();
        var body = Encoding.UTF8.GetBytes(request.RequestBody);
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request.RequestHeaders.Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            headers[name] = value;
        }

        headers[Timestamp] = StandardWebhooks.TimestampOf(now);
        headers[Signature] = StandardWebhooks.Sign(id, now, body, target.KeysAt(now));
        headers[BodySignature] = StandardWebhooks.SignBody(body, target.Key);
        if (headers.ContainsKey(WebhookRequest.HubSignature))
        {
            headers[WebhookRequest.HubSignature] = headers[BodySignature];
        }

        return string.Join(
            " \\\n  ",
            [
                $"curl --request {Quoted(request.Method)} --url {Quoted(request.Url)}",
                .. headers.Select(header => $"--header {Quoted($"{header.Key}: {header.Value}")}"),
                // Not --data, which takes a body that begins with @ for the name of a file.
                $"--data-raw {Quoted(request.RequestBody)}",
            ]);
    }

    // Within single quotes a shell leaves everything alone but the single quote.
    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
