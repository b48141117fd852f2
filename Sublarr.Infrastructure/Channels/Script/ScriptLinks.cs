using System.Text.RegularExpressions;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>The second names that scripts have while they run, such as <c>.run-0123456789ab.copy.sh</c>.</summary>
internal static partial class ScriptLinks
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public static string NewPrefix() => $".run-{Guid.NewGuid().ToString("N")[..12]}.";

    /// <summary>Those that runs left behind which were cut short.</summary>
    public static IEnumerable<string> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, ".run-*", All).Where(path => Name().IsMatch(Path.GetFileName(path)))
        : [];

    [GeneratedRegex(@"^\.run-[0-9a-f]{12}\..+$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
