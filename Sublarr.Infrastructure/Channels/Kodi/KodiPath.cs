using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>Takes apart what Kodi calls files and folders.</summary>
internal static class KodiPath
{
    private const string Multipath = "multipath://";
    private const string Stack = "stack://";

    /// <summary>The folders of a source. One of several folders is a single address, each folder escaped within it: Kodi, xbmc/filesystem/MultiPathDirectory.cpp.</summary>
    /// <param name="source">As <c>Files.GetSources</c> names it.</param>
    public static IEnumerable<string> FoldersOf(string source) => source.StartsWith(Multipath, StringComparison.OrdinalIgnoreCase)
        ? source[Multipath.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)
        : [source];

    /// <summary>The folder of a file, with its separator at the end; empty where it names none.</summary>
    /// <param name="file">As the library names it.</param>
    public static string FolderOf(string file)
    {
        var first = PartsOf(file)[0];
        return first[..(first.LastIndexOfAny(['/', '\\']) + 1)];
    }

    /// <summary>True when the file is called so, and lies in folders that are.</summary>
    /// <param name="file">As the library names it.</param>
    /// <param name="names">The names its path ends with.</param>
    public static bool EndsWith(string file, IReadOnlyList<string> names) => PartsOf(file).Any(part =>
        ForeignPath.Of(part).Names.TakeLast(names.Count) is var last
        // Web shares are addresses, and escaped.
        && (last.SequenceEqual(names, StringComparer.Ordinal)
            || (part.Contains("://", StringComparison.Ordinal) && last.Select(Uri.UnescapeDataString).SequenceEqual(names, StringComparer.Ordinal))));

    // A movie in several files is a single one: Kodi, xbmc/filesystem/StackDirectory.cpp.
    private static string[] PartsOf(string file) => file.StartsWith(Stack, StringComparison.OrdinalIgnoreCase)
        ? [.. file[Stack.Length..].Split(" , ").Select(part => part.Replace(",,", ",", StringComparison.Ordinal))]
        : [file];
}
