namespace Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

/// <summary>ntfy, published as JSON: <see href="https://docs.ntfy.sh/publish/#publish-as-json"/>. Priorities are 1 to 5.</summary>
internal sealed class NtfyPreset : IPayloadPreset
{
    public string Name => "ntfy";

    public string Label => "ntfy";

    public string Hint => "The address is the server alone, such as https://ntfy.sh/, without the topic: that stands in the template. A protected topic needs a bearer token.";

    public string ContentType => PayloadType.Json;

    public string Template =>
        """
        {
          "topic": "sublarr",
          "title": "{{#test}}Test: {{/test}}{{event_label}}",
          "message": "{{summary}}",
          "priority": {{#bad}}4{{/bad}}{{^bad}}3{{/bad}},
          "tags": ["{{#bad}}rotating_light{{/bad}}{{#warn}}warning{{/warn}}{{#good}}white_check_mark{{/good}}{{#busy}}hourglass{{/busy}}{{#plain}}clapper{{/plain}}"]
        }
        """;
}
