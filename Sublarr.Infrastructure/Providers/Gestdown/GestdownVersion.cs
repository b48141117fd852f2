using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;

namespace Sublarr.Infrastructure.Providers.Gestdown;

/// <summary>
/// What stands where others name a release: <c>WEB.NTb+FLUX</c>, <c>720p HDTV LOL</c>, or a group alone. It is written out as the names of releases, so that
/// they are read as all others are.
/// </summary>
internal static class GestdownVersion
{
    private static readonly char[] BetweenVersions = ['+', ',', '/'];
    private static readonly char[] BetweenWords = ['.', ' ', '_'];

    /// <summary>The releases a row is for.</summary>
    /// <param name="row">The row.</param>
    /// <param name="show">The series.</param>
    /// <param name="query">What was looked for.</param>
    public static IEnumerable<string> Releases(JsonElement row, string show, ProviderQuery query)
    {
        if (row.TextOf("release") is { Length: > 0 } release)
        {
            return [release];
        }

        var start = string.Create(CultureInfo.InvariantCulture, $"{show.Replace(' ', '.')}.S{query.Season:00}E{query.Episode:00}");
        List<string> qualities = [.. row.ItemsOf("qualities").Select(quality => quality.ToString())];
        return (row.TextOf("version") ?? "").Split(BetweenVersions, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(version => Written(version, qualities)).Select(version => start + version);
    }

    private static IEnumerable<string> Written(string version, List<string> qualities)
    {
        var words = version.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return [];
        }

        var isFact = words[^1].Contains('-', StringComparison.Ordinal) || IsFact(words[^1]);
        var facts = string.Concat((isFact ? words : words[..^1]).Select(word => $".{word}"));
        var group = isFact ? "" : $"-{words[^1]}";
        return qualities.Count == 0 || ReleaseName.Parse($"A.Show.S01E01{facts}").Resolution is not null
            ? [facts + group]
            : qualities.Select(quality => $".{quality}{facts}{group}");
    }

    // The last word is the group, unless it says something else of the release.
    private static bool IsFact(string word) => ReleaseName.Parse($"A.Show.S01E01.{word}.x264-GROUP") is var read && (read.Source is not null || read.Resolution is not null);
}
