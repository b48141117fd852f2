namespace Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

/// <summary>Gotify's messages: <see href="https://gotify.net/docs/pushmsg"/>. Priorities are 0 to 10.</summary>
internal sealed class GotifyPreset : IPayloadPreset
{
    public string Name => "gotify";

    public string Label => "Gotify";

    public string Hint => "The address is the server and /message. Give the application's token as the header X-Gotify-Key.";

    public string ContentType => PayloadType.Json;

    public string Template =>
        """
        {
          "title": "{{#test}}Test: {{/test}}{{event_label}}",
          "message": "{{summary}}",
          "priority": {{#bad}}8{{/bad}}{{^bad}}5{{/bad}},
          "extras": {"client::display": {"contentType": "text/plain"}}
        }
        """;
}
