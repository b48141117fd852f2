namespace Sublarr.Domain.Scoring;

/// <summary>Finds the groups people named in what is known of a release.</summary>
internal static class ReleaseGroups
{
    /// <summary>The first group of the list that made the release, or null.</summary>
    public static string? FindIn(IReadOnlyList<string> groups, Candidate candidate)
    {
        for (var index = 0; index < groups.Count; index++)
        {
            var group = groups[index].AsSpan().Trim();
            if (!group.IsEmpty && (Holds(candidate.ReleaseGroup, group) || Holds(candidate.ReleaseInfo, group)))
            {
                return groups[index];
            }
        }

        return null;
    }

    // The whole name: "Subs" is not in "HorribleSubs", and "HorribleSubs" is in "HORRIBLESUBS 720p".
    private static bool Holds(string? text, ReadOnlySpan<char> group)
    {
        var rest = text.AsSpan();
        var before = 0;
        while (rest[before..].IndexOf(group, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var start = before + at;
            var end = start + group.Length;
            if ((start == 0 || !char.IsLetterOrDigit(rest[start - 1])) && (end == rest.Length || !char.IsLetterOrDigit(rest[end])))
            {
                return true;
            }

            before = start + 1;
        }

        return false;
    }
}
