using System.Net;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Slack;

/// <summary>Sends events as messages into a channel of Slack: <see href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks"/>.</summary>
internal sealed class SlackChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    // https://docs.slack.dev/apis/web-api/rate-limits
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    // https://docs.slack.dev/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks
    private static readonly string[] Endings = ["no_service", "no_team", "no_active_hooks", "channel_is_archived"];

    public ChannelInfo Info { get; } = new(SlackSettings.Channel, "Slack notification", "Slack") { TellsPeople = true };

    public int Concurrency => 16;

    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<SlackSettings>(subscription);

    public TimeSpan SpacingOf(Subscription subscription) => Pace;

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var slack = settings.Read<SlackSettings>(delivery.Subscription);
        var post = PostOf(Message.Of(delivery), slack) with { Headers = [.. slack.Headers] };
        return courier.PostAsync(delivery, post, Judge, cancellationToken);
    }

    private static HttpPost PostOf(Message message, SlackSettings slack)
    {
        var address = new Uri(slack.WebhookUrl);
        return HttpPost.Json(address, new { Attachments = new[] { SlackAttachment.IsSlack(address) ? SlackAttachment.InBlocks(message) : SlackAttachment.InMarkdown(message) } });
    }

    private static HttpVerdict Judge(HttpAnswer answer) => !answer.IsSuccess && Endings.Contains(answer.Text)
        ? HttpVerdict.Gone(HttpVerdict.Answered(answer, AdviceFor))
        : HttpVerdict.Of(answer, AdviceFor);

    private static string? AdviceFor(HttpAnswer answer) => answer.Text switch
    {
        "channel_is_archived" => "the channel is archived: choose another, and enter the address of its webhook.",
        var text when Endings.Contains(text) => "this webhook has been removed in Slack: make another, and enter its address.",
        "invalid_token" => "the last part of the address is wrong: copy the whole of it from Slack.",
        "channel_not_found" => "the channel of this webhook is no more: make another webhook, and enter its address.",
        "action_prohibited" or "posting_to_general_channel_denied" => "an administrator of Slack does not allow messages into this channel: choose another.",
        _ => answer.Status switch
        {
            HttpStatusCode.BadRequest => "its answer says what it does not take.",
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => "that is no webhook of Slack's, or none any more: copy the whole address from there.",
            HttpStatusCode.TooManyRequests => "too much is written into this channel. Sublarr waits as long as it says.",
            _ => null,
        },
    };
}
