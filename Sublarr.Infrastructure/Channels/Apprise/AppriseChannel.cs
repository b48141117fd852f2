using System.Net;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Apprise;

/// <summary>Hands events as messages to an Apprise API, which passes them on to many services: <see href="https://github.com/caronc/apprise-api"/>.</summary>
internal sealed class AppriseChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    public ChannelInfo Info { get; } = new(AppriseSettings.Channel, "Apprise notification", "Apprise") { TellsPeople = true };

    public int Concurrency => 16;

    public int ConcurrencyPerSubscription => 2;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<AppriseSettings>(subscription);

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var apprise = settings.Read<AppriseSettings>(delivery.Subscription);
        var post = PostOf(Message.Of(delivery), apprise) with { Headers = [.. apprise.Headers], Secrets = [apprise.Key, apprise.Urls, .. apprise.Addresses] };
        return courier.PostAsync(delivery, post, answer => Judge(answer, apprise), cancellationToken);
    }

    private static HttpPost PostOf(Message message, AppriseSettings apprise) =>
        HttpPost.Json(AddressRule.Below(apprise.Url, apprise.Key.Length > 0 ? $"notify/{apprise.Key}" : "notify"), new
        {
            message.Title,
            Body = message.Text,
            Type = TypeOf(message.Tone),
            // Nothing in a title is markup: Apprise escapes it for each service.
            Format = "text",
            Tag = apprise.Tags.Length > 0 ? apprise.Tags : null,
            Urls = apprise.Addresses.Count > 0 ? string.Join(", ", apprise.Addresses) : null,
        });

    private static string TypeOf(string tone) => tone switch
    {
        "good" => "success",
        "warn" => "warning",
        "bad" => "failure",
        _ => "info",
    };

    private static HttpVerdict Judge(HttpAnswer answer, AppriseSettings apprise) => answer.Status switch
    {
        // A success of HTTP's, by which nothing was sent.
        HttpStatusCode.NoContent => HttpVerdict.Never(HttpVerdict.Answered(answer, AdviceFor)),
        // Of several, those that have the message would have it again with every attempt.
        HttpStatusCode.FailedDependency when apprise.Addresses.Count == 1 =>
            HttpVerdict.Later(HttpVerdict.Answered(answer.Response, "it did not reach the service: its log says why."), null),
        _ => HttpVerdict.Of(answer, AdviceFor),
    };

    private static string? AdviceFor(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.NoContent => "there is no configuration under this key, so nothing was sent: store one in Apprise, or correct the key.",
        HttpStatusCode.FailedDependency =>
            "at least one of the services was not reached, or none has these tags. Those that were have the message, so it is not sent again: Apprise's log says which.",
        HttpStatusCode.BadRequest => "its answer says what it does not take.",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => "there is no Apprise API at this address: check it, and enter it without /notify.",
        _ => null,
    };
}
