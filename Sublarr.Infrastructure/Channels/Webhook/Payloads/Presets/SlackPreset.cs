namespace Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

/// <summary>Slack's incoming webhooks: <see href="https://api.slack.com/messaging/webhooks"/>. Plain text in blocks, so that a title cannot hold a mention.</summary>
internal sealed class SlackPreset : IPayloadPreset
{
    public string Name => "slack";

    public string Label => "Slack";

    public string Hint => "The address is the one that Slack shows for an incoming webhook. Slack takes about one request a second.";

    public string ContentType => PayloadType.Json;

    public string Template =>
        """
        {
          "text": "{{#test}}Test: {{/test}}{{event_label}}",
          "blocks": [
            {
              "type": "header",
              "text": {"type": "plain_text", "text": "{{#test}}Test: {{/test}}{{event_label}}"}
            },
            {
              "type": "section",
              "text": {"type": "plain_text", "text": "{{summary}}"}
            }
          ]
        }
        """;
}
