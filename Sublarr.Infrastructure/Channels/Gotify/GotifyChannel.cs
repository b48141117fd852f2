using System.Net;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Gotify;

/// <summary>Sends events as messages to a Gotify server: <see href="https://gotify.net/docs/pushmsg"/>.</summary>
internal sealed class GotifyChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    // Its apps read Markdown where they are told to: a title of a series is none.
    private static readonly Dictionary<string, object> PlainText = new() { ["client::display"] = new Dictionary<string, string> { ["contentType"] = "text/plain" } };

    public ChannelInfo Info { get; } = new(GotifySettings.Channel, "Gotify notification", "Gotify") { TellsPeople = true };

    public int Concurrency => 16;

    public int ConcurrencyPerSubscription => 2;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<GotifySettings>(subscription);

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var gotify = settings.Read<GotifySettings>(delivery.Subscription);
        var message = Message.Of(delivery);
        var post = HttpPost.Json(AddressRule.Below(gotify.Url, "message"), new { message.Title, Message = message.Text, gotify.Priority, Extras = PlainText })
            // In the address, the other way, every proxy would write it to its log.
            with { Headers = [.. gotify.Headers, new("X-Gotify-Key", gotify.AppToken)] };
        return courier.PostAsync(delivery, post, answer => HttpVerdict.Of(answer, AdviceFor), cancellationToken);
    }

    private static string? AdviceFor(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.BadRequest => "its answer says what it does not take.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "it does not know the token, or it is that of a client: copy that of an application, under Apps.",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => "there is no Gotify at this address: check it, and enter it without /message.",
        _ => null,
    };
}
