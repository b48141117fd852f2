using System.Text.RegularExpressions;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Releases;

namespace Sublarr.Domain.Subtitles.Packs;

/// <summary>What the name of a subtitle within an archive says.</summary>
/// <param name="Path">The name with its folders, as the archive has it.</param>
/// <param name="Release">What it says of the release; folders count, too.</param>
/// <param name="Language">Its language; null when it says none.</param>
/// <param name="IsForced">True for what is foreign in the film alone.</param>
/// <param name="IsHearingImpaired">True for what tells what is heard, too.</param>
public sealed partial record PackedName(string Path, ReleaseName Release, LanguageCode? Language, bool IsForced, bool IsHearingImpaired)
{
    // Behind them stands the release.
    private const int MostMarks = 3;

    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>The name without its folders; archives made on Windows have backslashes.</summary>
    public string FileName => Path[(Path.LastIndexOfAny(Separators) + 1)..];

    /// <summary>True when it names an episode.</summary>
    public bool IsEpisode => Release.Episodes.Count > 0 || Release.Absolute is not null || Release.Date is not null;

    /// <summary>Which part of a film it is; null when it names none. <c>Movie.CD1.srt</c> is the shortest name that says so, and too short for a release.</summary>
    public int? Part => Release.Part ?? (Disc().Match(FileName) is { Success: true } disc ? int.Parse(disc.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : null);

    /// <summary>Reads a name.</summary>
    /// <param name="path">The name with its folders.</param>
    public static PackedName Of(string path)
    {
        var pieces = path.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var stem = pieces.Length == 0 ? "" : Numbered().Replace(System.IO.Path.GetFileNameWithoutExtension(pieces[^1]), "");
        var marks = SidecarSuffix.Read(string.Join('.', stem.Split('.').TakeLast(MostMarks)));
        // "Subs/English/Show.S01E01.srt": the folder says what the name does not.
        var folder = pieces.Length > 1 ? LanguageTable.FindInFileName(pieces[^2])?.Code : null;
        return new(path, ReleaseName.Parse(string.Join('/', pieces)), marks.Language ?? folder, marks.IsForced, marks.IsHearingImpaired);
    }

    [GeneratedRegex(@"[ ._-](?:cd|disc|disk)[ ._-]?([0-9]{1,2})\.[^.]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Disc();

    // "2_English": the second track.
    [GeneratedRegex("^[0-9]{1,3}[_ -]", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
