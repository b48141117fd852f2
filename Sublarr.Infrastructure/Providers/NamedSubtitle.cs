using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Providers;

/// <summary>What the name of a subtitle file says where there is no video beside it: which part of it names the release, and what stands behind that.</summary>
/// <param name="Release">The name of the release.</param>
/// <param name="Language">Its language; null when the name says none.</param>
/// <param name="IsForced">For foreign parts alone.</param>
/// <param name="IsHearingImpaired">For the hearing impaired.</param>
internal sealed record NamedSubtitle(string Release, LanguageCode? Language, bool IsForced, bool IsHearingImpaired)
{
    // ".en.forced.sdh" is all that anybody writes.
    private const int MostWords = 3;

    /// <summary>The extension without dot, in lower case; null for what is no subtitle that can be read.</summary>
    /// <param name="name">The name.</param>
    public static string? FormatOf(string name) => Path.GetExtension(name).ToLowerInvariant() is ".srt" or ".ass" or ".ssa" or ".vtt" or ".sub" or ".smi"
        ? Path.GetExtension(name)[1..].ToLowerInvariant()
        : null;

    /// <summary>Reads it: as many of its last words are taken for the suffix as say nothing but language and kind.</summary>
    /// <param name="name">The file's name, without its folder.</param>
    public static NamedSubtitle Of(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var best = new NamedSubtitle(stem, null, false, false);
        var end = stem.Length;
        for (var words = 0; words < MostWords && (end = stem.LastIndexOfAny(['.', '['], Math.Max(end - 1, 0))) > 0; words++)
        {
            if (SidecarSubtitle.Of($"{stem[..end]}.{stem[end..].Trim('.', '[', ']')}.srt", $"{stem[..end]}.mkv") is not { Title: null } read)
            {
                break;
            }

            best = new(stem[..end].TrimEnd('.', ' '), read.Language, read.IsForced, read.IsHearingImpaired);
        }

        return best;
    }
}
