namespace Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

/// <summary>
/// Home Assistant's trigger by webhook: <see href="https://www.home-assistant.io/docs/automation/trigger/#webhook-trigger"/>. Automations read the body as trigger.json, so it has
/// what they show, and the event itself for what they decide by.
/// </summary>
internal sealed class HomeAssistantPreset : IPayloadPreset
{
    public string Name => "home_assistant";

    public string Label => "Home Assistant";

    public string Hint => "The address is the server, /api/webhook/ and the id of the automation's trigger. That id is all that keeps others out: make it long.";

    public string ContentType => PayloadType.Json;

    public string Template =>
        """
        {
          "title": "{{#test}}Test: {{/test}}{{event_label}}",
          "message": "{{summary}}",
          "tone": "{{tone}}",
          "event": "{{event_name}}",
          "id": "{{id}}",
          "timestamp": "{{timestamp}}",
          "test": {{#test}}true{{/test}}{{^test}}false{{/test}},
          "data": {{{data}}}
        }
        """;
}
