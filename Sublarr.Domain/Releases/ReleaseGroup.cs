namespace Sublarr.Domain.Releases;

/// <summary>When two names are of one group: without case, without what posters put behind it, and some groups are the same people.</summary>
public static class ReleaseGroup
{
    private static readonly string[] Posters =
    [
        "-xpost", "-obfuscated", "-obfuscation", "-postbot", "-asrequested", "-buymore", "-scrambled",
        "-nzbgeek", "-whiterev", "-alteredcloud", "-chamele0n", "-bumpas", "-repost", "-sample",
    ];

    private static readonly string[][] SamePeople = [["lol", "dimension"], ["asap", "immerse", "fleet"], ["avs", "sva"]];

    /// <summary>True when both are one group.</summary>
    /// <param name="one">A group; null when unknown, which is nobody's.</param>
    /// <param name="other">Another.</param>
    public static bool AreEqual(string? one, string? other)
    {
        var (first, second) = (Bare(one), Bare(other));
        return first.Length > 0 && second.Length > 0 && (first == second || SamePeople.Any(people => people.Contains(first) && people.Contains(second)));
    }

    /// <summary>The group alone, in lower case.</summary>
    /// <param name="group">As it is written.</param>
    public static string Bare(string? group)
    {
        var bare = (group ?? "").Trim().ToLowerInvariant();
        for (var before = -1; before != bare.Length;)
        {
            before = bare.Length;
            var poster = Array.Find(Posters, bare.EndsWith);
            bare = poster is null ? bare : bare[..^poster.Length].TrimEnd();
            // "NTb[rartv]"; what is in brackets as a whole is a group.
            bare = bare.EndsWith(']') && bare.LastIndexOf('[') is var open and > 0 ? bare[..open].TrimEnd() : bare;
        }

        return bare.Trim('[', ']', ' ');
    }
}
