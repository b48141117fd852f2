namespace Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

/// <summary>For whatever reads JSON: flat, with every field as text, so that a program needs to know no event to show it.</summary>
internal sealed class JsonPreset : IPayloadPreset
{
    public string Name => "json";

    public string Label => "JSON";

    public string Hint => "For programs of your own, n8n, Node-RED and the like: title and sentence, and every field with its label. Without a template they are sent Sublarr's own body.";

    public string ContentType => PayloadType.Json;

    public string Template =>
        """
        {
          "event": "{{event_name}}",
          "id": "{{id}}",
          "timestamp": "{{timestamp}}",
          "instance": "{{instance}}",
          "test": {{#test}}true{{/test}}{{^test}}false{{/test}},
          "title": "{{#test}}Test: {{/test}}{{event_label}}",
          "message": "{{summary}}",
          "tone": "{{tone}}",
          "fields": [{{#fields}}{"name": "{{name}}", "label": "{{label}}", "value": "{{value}}"}{{^last}}, {{/last}}{{/fields}}],
          "data": {{{data}}}
        }
        """;
}
