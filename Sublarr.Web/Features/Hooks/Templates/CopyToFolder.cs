namespace Sublarr.Web.Features.Hooks.Templates;

internal sealed class CopyToFolder : IScriptTemplate
{
    public string Label => "Copy to a second folder";

    public string Description => "Copies subtitles that are new or newer from one folder to another.";

    public string FileName => "copy-subtitles.sh";

    public string Text =>
        """
        #!/bin/sh
        # Copies subtitles that are new or newer from one folder to another, with the folders they are in.
        FROM="${HOOK_COPY_FROM:-/media}"
        TO="${HOOK_COPY_TO:-/media-copy}"

        set -eu
        if [ ! -d "$TO" ]; then
            echo "There is no folder $TO: make it, or set TO in the script." >&2
            exit 1
        fi

        cd "$FROM"
        # Names come through NUL, so that spaces and line breaks in them do no harm; --update leaves what is not newer.
        find . -type f \( -name '*.srt' -o -name '*.ass' -o -name '*.vtt' \) -print0 \
            | xargs -0 -r cp --parents --update --verbose -t "$TO" --

        """;
}
