namespace Sublarr.Web.Features.Hooks.Templates;

internal sealed class LogToFile : IScriptTemplate
{
    public string Label => "Log to a file";

    public string Description => "Adds a line with the time, the event and its payload to a file.";

    public string FileName => "log-to-file.sh";

    public string Text =>
        """
        #!/bin/sh
        # Adds one line for each event to a file. Change its place here:
        LOG="$(dirname "$0")/../logs/hook-events.log"

        set -eu
        mkdir -p "$(dirname "$LOG")"
        # The JSON has no line breaks of its own, so each event stays one line.
        printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$SUBLARR_EVENT_TYPE" "$(cat "$SUBLARR_EVENT_FILE")" >> "$LOG"
        echo "Written to $LOG"

        """;
}
