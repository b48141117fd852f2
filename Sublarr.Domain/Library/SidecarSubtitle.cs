using System.Collections.Frozen;
using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Library;

/// <summary>A subtitle file beside a video, as its name tells.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="Language">Its language; null when the name says none.</param>
/// <param name="IsForced">True for what is foreign in the film alone.</param>
/// <param name="IsHearingImpaired">True for what tells what is heard, too.</param>
public sealed record SidecarSubtitle(string Name, LanguageCode? Language, bool IsForced, bool IsHearingImpaired)
{
    private static readonly FrozenSet<string> Extensions =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".srt", ".ass", ".ssa", ".vtt", ".sub", ".sup", ".idx", ".smi", ".sami", ".ttml", ".dfxp");

    /// <summary>True for the one that players choose.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What its name says besides; null when nothing is left.</summary>
    public string? Title { get; init; }

    /// <summary>True for the name of a subtitle, whichever video it belongs to.</summary>
    /// <param name="name">Without its folder.</param>
    public static bool IsSubtitle(string name) => Extensions.Contains(Path.GetExtension(name));

    /// <summary>
    /// Reads a file's name against that of a video; null when it is no subtitle of it. The boundary is the dot after the whole name:
    /// <c>Movie 2.srt</c> does not belong to <c>Movie.mkv</c>.
    /// </summary>
    /// <param name="name">The file's name, without its folder.</param>
    /// <param name="video">The video's name, without its folder.</param>
    public static SidecarSubtitle? Of(string name, string video)
    {
        var stem = Path.GetFileNameWithoutExtension(video);
        if (!IsSubtitle(name) || !name.StartsWith(stem + '.', StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var suffix = SidecarSuffix.Read(Path.GetFileNameWithoutExtension(name)[stem.Length..]);
        return new(name, suffix.Language, suffix.IsForced, suffix.IsHearingImpaired) { IsDefault = suffix.IsDefault, Title = suffix.Title };
    }
}
