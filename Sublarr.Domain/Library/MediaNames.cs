using System.Collections.Frozen;

namespace Sublarr.Domain.Library;

/// <summary>What names of files and folders say of what is in them.</summary>
public static class MediaNames
{
    /// <summary>A file of this name leaves its folder, and all below it, out of the library.</summary>
    public const string LeaveOut = ".nosubs";

    /// <summary>What a name has instead of bytes that are no UTF-8. Such a file cannot be opened by its name again.</summary>
    private const char Unreadable = '\uFFFD';

    private static readonly FrozenSet<string> VideoEndings = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".mkv", ".mp4", ".avi", ".m4v", ".mov", ".ts", ".m2ts", ".mts", ".webm", ".wmv", ".mpg", ".mpeg", ".ogm", ".ogv", ".flv", ".divx", ".3gp", ".vob");

    /// <summary>Folders of what belongs to a title and is none: Plex, Jellyfin and Kodi know them by these names. Then those of NAS systems.</summary>
    private static readonly FrozenSet<string> Aside = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "extras", "featurettes", "behind the scenes", "deleted scenes", "interviews", "scenes", "shorts", "trailers", "other", "samples", "sample", "clips", "backdrops", "theme-music",
        "@eadir", "#recycle", "@recycle", "#snapshot", "$recycle.bin", "system volume information", "lost+found", "plex versions");

    private static readonly string[] ExtraEndings =
        ["-trailer", ".trailer", "-sample", ".sample", "-featurette", "-behindthescenes", "-deleted", "-deletedscene", "-interview", "-scene", "-short", "-clip", "-extra", "-other"];

    /// <summary>True for a video that is a film or an episode itself.</summary>
    /// <param name="name">Without its folder.</param>
    public static bool IsVideo(string name)
    {
        if (name.StartsWith('.') || !VideoEndings.Contains(Path.GetExtension(name)))
        {
            return false;
        }

        var stem = Path.GetFileNameWithoutExtension(name);
        return !stem.Equals("sample", StringComparison.OrdinalIgnoreCase) && !Array.Exists(ExtraEndings, ending => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True for a folder that no film and no episode is in: extras, bins of a NAS, and what is hidden.</summary>
    /// <param name="name">Without the folder it is in.</param>
    public static bool IsAside(string name) => name.StartsWith('.') || Aside.Contains(name);

    /// <summary>True when the name was read whole: one that is no UTF-8 was not.</summary>
    public static bool IsReadable(string name) => !name.Contains(Unreadable, StringComparison.Ordinal);
}
