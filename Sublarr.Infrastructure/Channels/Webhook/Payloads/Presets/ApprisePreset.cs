namespace Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

/// <summary>The Apprise API: <see href="https://github.com/caronc/apprise-api#persistent-stateful-storage-solution"/>. Types are info, success, warning and failure.</summary>
internal sealed class ApprisePreset : IPayloadPreset
{
    public string Name => "apprise";

    public string Label => "Apprise";

    public string Hint => "The address is the server, /notify/ and the key of a stored configuration.";

    public string ContentType => PayloadType.Json;

    public string Template =>
        """
        {
          "title": "{{#test}}Test: {{/test}}{{event_label}}",
          "body": "{{summary}}",
          "type": "{{#good}}success{{/good}}{{#bad}}failure{{/bad}}{{#warn}}warning{{/warn}}{{#busy}}info{{/busy}}{{#plain}}info{{/plain}}",
          "format": "text"
        }
        """;
}
