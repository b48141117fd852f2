using System.Collections.Frozen;

namespace Sublarr.Web.Live;

/// <summary>
/// Finds time zones by whatever name a browser knows them. Browsers keep to former names (<c>Asia/Calcutta</c>, <c>Europe/Kiev</c>)
/// that newer systems have in a package of their own, and older systems do not know the newest.
/// </summary>
internal static class TimeZoneNames
{
    private static readonly Lazy<FrozenDictionary<string, string[]>> others = new(Read);

    /// <summary>The zone of that name on this machine; null when it has none.</summary>
    public static TimeZoneInfo? Find(string name) => Find(name, id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null);

    /// <summary>The zone of that name among those that are known.</summary>
    public static TimeZoneInfo? Find(string name, Func<string, TimeZoneInfo?> known) =>
        known(name) ?? others.Value.GetValueOrDefault(name, []).Select(known).FirstOrDefault(zone => zone is not null);

    /// <summary>Every former name with the present one.</summary>
    public static IEnumerable<(string Former, string Present)> Links()
    {
        using var file = typeof(TimeZoneNames).Assembly.GetManifestResourceStream("backward-zones.txt")!;
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is [var former, var present] && former != "#")
            {
                yield return (former, present);
            }
        }
    }

    // The present name first: the data of a former one may have been left as it was.
    private static FrozenDictionary<string, string[]> Read() => Links()
        .GroupBy(link => link.Present, link => link.Former)
        .Select(group => (string[])[group.Key, .. group])
        .SelectMany(same => same.Select(name => (Name: name, Same: same)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Same, StringComparer.OrdinalIgnoreCase);
}
