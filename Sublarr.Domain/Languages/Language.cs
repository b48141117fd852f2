namespace Sublarr.Domain.Languages;

/// <summary>One language, or one of its kinds, with what everybody calls it.</summary>
/// <param name="Code">Its code in Sublarr.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="OwnName">As its speakers write it.</param>
public sealed record Language(LanguageCode Code, string Name, string OwnName)
{
    /// <summary>Its code of ISO 639-1; null when it has none.</summary>
    public string? TwoLetters { get; init; }

    /// <summary>Its code of ISO 639-2/B, which files and Kodi write: <c>ger</c>; null when it has none.</summary>
    public string? Bibliographic { get; init; }

    /// <summary>Its code of ISO 639-2/T, or of 639-3 where there is none: <c>deu</c>.</summary>
    public string? Terminologic { get; init; }

    /// <summary>The language it is a kind of: <c>pt</c> for <c>pt-BR</c>.</summary>
    public LanguageCode? KindOf { get; init; }

    /// <summary>The kind that is meant where nobody says which: <c>pt-PT</c> for <c>pt</c>.</summary>
    public LanguageCode? UsualKind { get; init; }

    /// <summary>What people write into the names of files, besides its codes and its names.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];

    /// <summary>A code of two or three letters for players that read no other.</summary>
    public required string Plain { get; init; }

    /// <summary>What services call it that have codes of their own; those that do not know it are not among them.</summary>
    public required IReadOnlyDictionary<LanguageSystem, string> Codes { get; init; }

    /// <summary>True for what is no language, such as "several".</summary>
    public bool IsSpecial => Code.Text is "und" or "mul" or "zxx" or "mis";

    /// <summary>What somebody else calls it; null when they do not know it.</summary>
    /// <param name="system">Who.</param>
    public string? CodeFor(LanguageSystem system) => system switch
    {
        LanguageSystem.Ffprobe or LanguageSystem.Jellyfin => ThreeLetters,
        LanguageSystem.Plex => Code.Text,
        LanguageSystem.Kodi => Plain,
        _ => Codes.GetValueOrDefault(system),
    };

    // A kind has no code of three letters: to those who know no others it is the language.
    private string ThreeLetters => Bibliographic ?? Terminologic ?? KindOf!.Value.Language.ThreeLetters;
}

/// <summary>Somebody with a way of their own to name languages.</summary>
public enum LanguageSystem
{
    /// <summary>OpenSubtitles.com.</summary>
    OpenSubtitles,

    /// <summary>SubDL.</summary>
    SubDl,

    /// <summary>LibreTranslate, since it has kinds of Chinese.</summary>
    LibreTranslate,

    /// <summary>DeepL, as what is translated to.</summary>
    DeepL,

    /// <summary>Streams of files.</summary>
    Ffprobe,

    /// <summary>Jellyfin and Emby.</summary>
    Jellyfin,

    /// <summary>Plex.</summary>
    Plex,

    /// <summary>Kodi, which takes <c>pt-BR</c> for Breton.</summary>
    Kodi,
}
