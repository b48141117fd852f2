namespace Sublarr.Web.Features.Hooks.Templates;

internal sealed class CallUrl : IScriptTemplate
{
    public string Label => "Call a URL";

    public string Description => "Sends the event as JSON to an address, with headers of your own.";

    public string FileName => "call-url.sh";

    public string Text =>
        """
        #!/bin/sh
        # Sends the event to an address. To keep addresses and tokens out of this file, name variables of the server
        # under "Environment variables" of the hook, and use them here.
        URL="${HOOK_URL:-http://127.0.0.1:8123/api/webhook/subtitles}"

        set -eu
        # --fail: an answer of 400 and above is a failure of the hook, which is tried again if it has retries.
        curl --fail --silent --show-error --max-time 20 \
            --header 'Content-Type: application/json' \
            --data-binary "@$SUBLARR_EVENT_FILE" \
            "$URL"

        """;
}
