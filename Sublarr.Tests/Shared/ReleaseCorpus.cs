using System.Text.RegularExpressions;
using Sublarr.Domain.Releases;

namespace Sublarr.Tests.Shared;

/// <summary>
/// Names of releases with what each of them says, from <c>TestData/Releases</c>. Titles and groups are invented, tags are real. What is expected was written before
/// anything read the names, and every fourth is held out: nothing was ever changed because of it.
/// </summary>
internal static partial class ReleaseCorpus
{
    /// <summary>What is looked at, by its name in the API.</summary>
    public static readonly IReadOnlyList<(string Name, Func<ReleaseName, string> Of)> Fields =
    [
        ("title", name => name.Title ?? ""),
        ("alternative_title", name => name.AlternativeTitle ?? ""),
        ("year", name => $"{name.Year}"),
        ("season", name => $"{name.Season}"),
        ("season_last", name => $"{name.SeasonLast}"),
        ("episodes", name => string.Join(',', name.Episodes)),
        ("absolute", name => $"{name.Absolute}"),
        ("absolute_last", name => $"{name.AbsoluteLast}"),
        ("date", name => name.Date is { } date ? $"{date:yyyy-MM-dd}" : ""),
        ("part", name => $"{name.Part}"),
        ("group", name => name.Group ?? ""),
        ("source", name => name.Source ?? ""),
        ("ultra_hd", name => name.UltraHd ? "true" : ""),
        ("remux", name => name.Remux ? "true" : ""),
        ("resolution", name => name.Resolution ?? ""),
        ("video_codec", name => name.VideoCodec ?? ""),
        ("audio_codec", name => name.AudioCodec ?? ""),
        ("atmos", name => name.Atmos ? "true" : ""),
        ("channels", name => name.Channels ?? ""),
        ("streaming_service", name => name.StreamingService ?? ""),
        ("edition", name => name.Edition ?? ""),
        ("proper", name => name.Proper > 0 ? $"{name.Proper}" : ""),
        ("version", name => $"{name.Version}"),
        ("language", name => name.Language ?? ""),
        ("crc32", name => name.Crc32 ?? ""),
    ];

    /// <summary>Every name.</summary>
    public static IReadOnlyList<Entry> All { get; } = [.. Directory.GetFiles(Path.Combine(Repository.Folder, "Sublarr.Tests", "TestData", "Releases"), "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>
    /// How many of the names that have a field, or were read as if they had it, were read right. Names that rightly have none say nothing: they would make every
    /// figure look better.
    /// </summary>
    /// <param name="entries">The names.</param>
    public static IReadOnlyList<Accuracy> Measure(IEnumerable<Entry> entries)
    {
        var read = entries.Select(entry => (Entry: entry, Read: ReleaseName.Parse(entry.Name))).ToList();
        return [.. Fields.Select(field => new Accuracy(
            field.Name,
            read.Count(pair => pair.Entry.Expected(field.Name).Length > 0 || field.Of(pair.Read).Length > 0),
            [.. read.Where(pair => pair.Entry.Expected(field.Name) != field.Of(pair.Read))
                .Select(pair => $"{pair.Entry.Family}: {field.Name} of {pair.Entry.Name} is \"{field.Of(pair.Read)}\" and should be \"{pair.Entry.Expected(field.Name)}\"")]))];
    }

    private static IEnumerable<Entry> Read(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var index = 0; index + 1 < lines.Length; index += 2)
        {
            var parts = lines[index + 1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            yield return new(
                Path.GetFileNameWithoutExtension(file),
                Unescape(lines[index][2..]),
                parts.Contains("held-out"),
                parts.Where(part => part != "held-out").Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => Unescape(pair[1])));
        }
    }

    private static string Unescape(string text) => Escape().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"\\u([0-9a-f]{4})")]
    private static partial Regex Escape();

    /// <param name="Family">The file it stands in.</param>
    /// <param name="Name">The name.</param>
    /// <param name="IsHeldOut">True when nothing may be changed because of it.</param>
    /// <param name="Values">What it says.</param>
    internal sealed record Entry(string Family, string Name, bool IsHeldOut, IReadOnlyDictionary<string, string> Values)
    {
        public string Expected(string field) => Values.GetValueOrDefault(field, "");
    }

    /// <param name="Field">The field.</param>
    /// <param name="Count">In how many names it is.</param>
    /// <param name="Wrong">What was read wrong.</param>
    internal sealed record Accuracy(string Field, int Count, IReadOnlyList<string> Wrong)
    {
        public double Share => Count == 0 ? 1 : 1 - ((double)Wrong.Count / Count);
    }
}
