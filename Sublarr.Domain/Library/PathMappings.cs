namespace Sublarr.Domain.Library;

/// <summary>Says where another machine sees a path. Of several mappings the one with the longest folder wins; a folder ends where a name ends: <c>/tv</c> says nothing of <c>/tv2</c>.</summary>
/// <param name="mappings">In any order.</param>
public sealed class PathMappings(IEnumerable<PathMapping> mappings)
{
    private readonly IReadOnlyList<(ForeignPath From, PathMapping Mapping)> _longestFirst =
        [.. mappings.Select(mapping => (From: ForeignPath.Of(mapping.From), mapping)).OrderByDescending(each => each.From.Names.Count)];

    /// <summary>The path as the other machine sees it; the path itself where no mapping reaches.</summary>
    /// <param name="path">As the one who names it sees it: a Windows, UNC or POSIX path.</param>
    public string Apply(string path) => Find(path) ?? path;

    /// <summary>The path as the other machine sees it, in its way of writing; null where no mapping reaches.</summary>
    /// <param name="path">As the one who names it sees it: a Windows, UNC or POSIX path.</param>
    public string? Find(string path)
    {
        var named = ForeignPath.Of(path);
        // What climbs may leave the folder that is mapped.
        if (named.Names.Contains(".."))
        {
            return null;
        }

        foreach (var (from, mapping) in _longestFirst)
        {
            if (named.IsWithin(from))
            {
                return Join(mapping.To, named.Names.Skip(from.Names.Count));
            }
        }

        return null;
    }

    private static string Join(string folder, IEnumerable<string> names)
    {
        var separator = ForeignPath.SeparatorOf(folder);
        var below = string.Join(separator, names);
        var trimmed = folder.TrimEnd('/', separator);
        // A root is nothing without its separator: "/" and "D:\".
        return below.Length == 0 && trimmed.Length > 0 && !trimmed.EndsWith(':') ? trimmed : $"{trimmed}{separator}{below}";
    }
}
