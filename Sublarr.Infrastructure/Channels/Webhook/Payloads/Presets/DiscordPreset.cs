namespace Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

/// <summary>Discord's webhooks: <see href="https://discord.com/developers/docs/resources/webhook#execute-webhook"/>. An embed's title holds 256 characters, its description 4096.</summary>
internal sealed class DiscordPreset : IPayloadPreset
{
    public string Name => "discord";

    public string Label => "Discord";

    public string Hint => "The address is the one that Discord shows under Integrations, Webhooks. Discord takes 30 requests a minute: set that as the rate limit.";

    public string ContentType => PayloadType.Json;

    public string Template =>
        """
        {
          "username": "{{instance}}",
          "allowed_mentions": {"parse": []},
          "embeds": [
            {
              "title": "{{#test}}Test: {{/test}}{{event_label}}",
              "description": "{{summary}}",
              "color": {{#good}}2605644{{/good}}{{#bad}}15749200{{/bad}}{{#warn}}16753920{{/warn}}{{#busy}}7648255{{/busy}}{{#plain}}10726333{{/plain}},
              "timestamp": "{{timestamp}}",
              "footer": {"text": "{{event_name}}"}
            }
          ]
        }
        """;
}
