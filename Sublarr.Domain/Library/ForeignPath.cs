namespace Sublarr.Domain.Library;

/// <summary>A path of whatever machine, taken apart. This machine's own rules say nothing about it: Sonarr on Windows reports to Sublarr on Linux.</summary>
/// <param name="Names">The names it goes through; a drive or a server first, as <c>D:</c> or <c>\\nas</c>.</param>
/// <param name="IsCaseBlind">True on Windows, where <c>TV</c> is <c>tv</c>.</param>
public sealed record ForeignPath(IReadOnlyList<string> Names, bool IsCaseBlind)
{
    private const string Server = @"\\";

    /// <summary>Takes a path apart. Separators at its end or twice in a row mean nothing: <c>D:\</c> is <c>D:</c>.</summary>
    /// <param name="path">As its machine writes it.</param>
    public static ForeignPath Of(string path)
    {
        // On POSIX a backslash is a character like any other.
        var isWindows = IsWindows(path);
        var names = path.Split(isWindows ? ['/', '\\'] : ['/'], StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > 0 && path.StartsWith(Server, StringComparison.Ordinal))
        {
            names[0] = Server + names[0];
        }

        return new(names, isWindows);
    }

    /// <summary>True for a path with a drive, and for one on a server: <c>D:\tv</c>, <c>\\nas\tv</c>.</summary>
    public static bool IsWindows(string path) =>
        path.StartsWith(Server, StringComparison.Ordinal) || (path is [var drive, ':', ..] && char.IsAsciiLetter(drive) && (path.Length == 2 || path[2] is '/' or '\\'));

    /// <summary>True for a path that begins at the root of some machine: <c>/tv</c>, <c>D:\tv</c>, <c>\\nas\tv</c>.</summary>
    public static bool IsWhole(string path) => path.StartsWith('/') || IsWindows(path);

    /// <summary>What stands between two names of a path.</summary>
    /// <param name="path">As its machine writes it.</param>
    public static char SeparatorOf(string path) => IsWindows(path) ? '\\' : '/';

    /// <summary>True when both name the same place of one machine.</summary>
    /// <param name="one">A path.</param>
    /// <param name="other">Another.</param>
    public static bool IsSame(string one, string other) => Of(one) is var first && Of(other) is var second && first.Names.Count == second.Names.Count && first.IsWithin(second);

    /// <summary>The last name of a path.</summary>
    /// <param name="path">As its machine writes it.</param>
    public static string NameOf(string path) => Of(path).Names is [.., var last] ? last : path;

    /// <summary>True when it is a folder or lies somewhere below it.</summary>
    /// <param name="folder">A path of the same machine.</param>
    public bool IsWithin(ForeignPath folder) =>
        IsCaseBlind == folder.IsCaseBlind && Names.Count >= folder.Names.Count
        && folder.Names.Zip(Names).All(pair => pair.First.Equals(pair.Second, IsCaseBlind ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
}
