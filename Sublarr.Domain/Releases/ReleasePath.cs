using System.Text.RegularExpressions;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Releases;

/// <summary>
/// Reads a whole path. The file's own name comes first; what it does not say, the folder says. A folder that names one release counts more than a file in it with
/// a short or a secret name, and a folder of seasons gives its season and hands the title on to the folder above.
/// </summary>
internal static partial class ReleasePath
{
    // The file, its folder, and the folder above a season.
    private const int MostNames = 3;

    public static ReleaseName Read(string path, ReleaseParser parser)
    {
        var names = NamesOf(path);
        var file = names[^1];
        var read = Known(parser, path, file, isFile: true);
        if (names.Count == 1)
        {
            return read;
        }

        var season = SeasonFolder.NumberOf(path.AsSpan(names[^2].Start, names[^2].Length));
        var folder = Known(parser, path, names[^2], isFile: false);
        read = season is { } number ? InSeason(read, number, path[file.Start..]) : InRelease(read, folder);
        return names.Count > 2 ? InSeries(read, Known(parser, path, names[^3], isFile: false), season is not null) : read;
    }

    private static List<(int Start, int Length)> NamesOf(string path)
    {
        var names = new List<(int Start, int Length)>();
        var isWindows = ForeignPath.IsWindows(path) || (!path.Contains('/') && path.Contains('\\'));
        var end = path.Length;
        for (var index = path.Length - 1; index >= -1 && names.Count < MostNames; index--)
        {
            if (index >= 0 && !IsSeparator(path, index, isWindows))
            {
                continue;
            }

            if (end - index > 1)
            {
                names.Insert(0, (index + 1, end - index - 1));
            }

            end = index;
        }

        return names.Count > 0 ? names : [(0, path.Length)];
    }

    // " / " stands between two titles.
    private static bool IsSeparator(string path, int index, bool isWindows) =>
        (path[index] == '/' && !(index > 0 && path[index - 1] == ' ' && index + 1 < path.Length && path[index + 1] == ' ')) || (isWindows && path[index] == '\\');

    private static ReleaseName Known(ReleaseParser parser, string path, (int Start, int Length) name, bool isFile)
    {
        var length = Math.Min(name.Length, ReleaseName.Limit);
        // Not within a letter of two halves.
        length -= length < name.Length && char.IsHighSurrogate(path[name.Start + length - 1]) ? 1 : 0;
        return ReleaseFacts.Of(parser.Read(path.Substring(name.Start, length), isFile && length == name.Length), path, name.Start);
    }

    // "Season 01/02 - Name.mkv": the folder is the season, and a number in front the episode.
    private static ReleaseName InSeason(ReleaseName file, int folder, string name)
    {
        var season = file.Season ?? folder;
        if (file.Episodes.Count > 0 || file.Date is not null || file.SeasonLast is not null)
        {
            return file with { Season = file.Date is null ? season : file.Season };
        }

        foreach (var match in LeadingNumber().EnumerateMatches(name))
        {
            return file with { Title = null, AlternativeTitle = null, Season = season, Episodes = [ReleaseReading.Number(Digits(name))] };
        }

        return file.Absolute is { } number ? file with { Season = season, Episodes = [number], Absolute = null } : file with { Season = season };
    }

    private static ReadOnlySpan<char> Digits(string name) => name.AsSpan(0, name.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : name.Length);

    private static ReleaseName InRelease(ReleaseName file, ReleaseName folder)
    {
        if (!folder.IsRelease)
        {
            return file.Title is null || file.Title == folder.Title ? ReleaseFacts.Fill(file, folder with { Season = null }) : file;
        }

        // The name of one release: its file may be called anything.
        var isOne = folder.Season is null || folder.Episodes.Count > 0;
        var isShort = ReleaseFacts.Count(file) < ReleaseFacts.Count(folder);
        if (isOne && isShort && !Differs(file, folder))
        {
            return ReleaseFacts.Fill(folder with { Name = file.Name }, file with { Title = null, AlternativeTitle = null, Group = null });
        }

        // A pack: the file says which episode, and the folder the rest.
        var isFolders = isShort && folder.Title is not null && !ReleaseFacts.HasTags(file);
        return ReleaseFacts.Fill(isFolders ? file with { Title = folder.Title, AlternativeTitle = folder.AlternativeTitle } : file, folder);
    }

    private static bool Differs(ReleaseName file, ReleaseName folder) =>
        file.Episodes.Count > 0 && (!file.Episodes.SequenceEqual(folder.Episodes) || (file.Season is not null && file.Season != folder.Season));

    private static ReleaseName InSeries(ReleaseName file, ReleaseName series, bool isSeason)
    {
        if (file.Title is null || (isSeason && file.Title == series.Title))
        {
            return file with
            {
                Title = file.Title ?? series.Title,
                AlternativeTitle = file.AlternativeTitle ?? series.AlternativeTitle,
                Year = file.Year ?? series.Year,
                Parts = ReleaseFacts.Joined(file.Parts, [.. series.Parts.Where(part => part.Field is ReleaseField.Title or ReleaseField.AlternativeTitle or ReleaseField.Year)]),
            };
        }

        return file;
    }

    [GeneratedRegex(@"\A[0-9]{1,3}(?:[ .]{0,2}- |\.? |\.|_|\z)", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex LeadingNumber();
}
