namespace Sublarr.Web.Features.Hooks.Templates;

internal sealed class NotifySend : IScriptTemplate
{
    public string Label => "Desktop notification";

    public string Description => "Shows a notification with notify-send, where Sublarr runs on a desktop.";

    public string FileName => "notify.sh";

    public string Text =>
        """
        #!/bin/sh
        # Shows a notification on the desktop of the user that runs Sublarr.
        # Name DBUS_SESSION_BUS_ADDRESS under "Environment variables" of the hook, so that the desktop is found.
        set -eu
        if ! command -v notify-send > /dev/null; then
            echo "notify-send is not installed here: install the package libnotify-bin. In a container there is no desktop." >&2
            exit 1
        fi

        TEXT="${SUBLARR_DATA_TITLE:-}"
        if [ -n "${SUBLARR_DATA_LANGUAGE:-}" ]; then
            TEXT="$TEXT ($SUBLARR_DATA_LANGUAGE)"
        fi

        notify-send --app-name=Sublarr -- "$SUBLARR_EVENT_TYPE" "$TEXT"

        """;
}
