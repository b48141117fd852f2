using System.Text;
using Sublarr.Domain.Samples;

namespace Sublarr.Infrastructure.Backups;

/// <summary>
/// What of the configuration folder belongs into a backup: all that is needed to come back. Logs, the trash, what can be fetched again and other backups do not.
/// </summary>
internal static class BackupContent
{
    /// <summary>The database, as it is called in a backup.</summary>
    public const string Database = "sublarr.db";

    /// <summary>Folders that are taken and brought back as a whole: keys, scripts, the videos of the sample data.</summary>
    public static readonly IReadOnlyList<string> Folders = ["keys", "hooks", SampleStory.FolderName];

    /// <summary>Files beside the database that are brought back when they are in a backup, and else left as they are.</summary>
    public static readonly IReadOnlyList<string> Files = ["api_key"];

    private const int LongestPath = 1_000;

    /// <summary>Whether a file of this path belongs into a backup: nothing else is unpacked, and nothing outside.</summary>
    /// <param name="path">From wherever.</param>
    public static bool Holds(string path)
    {
        if (path.Length > LongestPath || path.Contains('\\', StringComparison.Ordinal) || path.Any(char.IsControl) || !path.IsWholeText())
        {
            return false;
        }

        return path.Split('/') switch
        {
            [var file] => file == Database || Files.Contains(file),
            [var folder, .. var below] => Folders.Contains(folder) && below.All(name => name is not ("" or "." or "..")),
            _ => false,
        };
    }

    // Half of a surrogate pair is no name that a file can have.
    private static bool IsWholeText(this string path)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(path);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
