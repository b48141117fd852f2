using System.Collections.Frozen;
using System.Globalization;

namespace Sublarr.Domain.Library;

/// <summary>A subtitle file beside a video, as its name tells.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="Language">An IETF tag such as <c>en</c> or <c>pt-BR</c>; null when the name says none.</param>
/// <param name="IsForced">True for what is foreign in the film alone.</param>
/// <param name="IsHearingImpaired">True for what tells what is heard, too.</param>
public sealed record SidecarSubtitle(string Name, string? Language, bool IsForced, bool IsHearingImpaired)
{
    private static readonly FrozenSet<string> Extensions =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".srt", ".ass", ".ssa", ".vtt", ".sub", ".sup", ".idx", ".smi", ".ttml", ".dfxp");

    private static readonly FrozenSet<string> HearingImpaired = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "sdh", "cc", "hi", "hearingimpaired");

    private static readonly FrozenSet<string> Forced = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "forced", "foreign");

    /// <summary>What releases write that is no code of a standard.</summary>
    private static readonly FrozenDictionary<string, string> Custom = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["pob"] = "pt-BR", ["pb"] = "pt-BR", ["chs"] = "zh-Hans", ["cht"] = "zh-Hant", ["ger"] = "de", ["fre"] = "fr", ["dut"] = "nl", ["gre"] = "el", ["chi"] = "zh",
        ["cze"] = "cs", ["rum"] = "ro", ["slo"] = "sk", ["per"] = "fa", ["ice"] = "is", ["mac"] = "mk", ["may"] = "ms", ["alb"] = "sq", ["arm"] = "hy", ["baq"] = "eu",
        ["geo"] = "ka", ["wel"] = "cy", ["bur"] = "my", ["tib"] = "bo", ["scc"] = "sr", ["scr"] = "hr",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<FrozenDictionary<string, string>> Languages = new(ReadLanguages);

    /// <summary>
    /// Reads a file's name against that of a video; null when it is no subtitle of it. The boundary is the dot after the whole name:
    /// <c>Movie 2.srt</c> does not belong to <c>Movie.mkv</c>.
    /// </summary>
    /// <param name="name">The file's name, without its folder.</param>
    /// <param name="video">The video's name, without its folder.</param>
    public static SidecarSubtitle? Of(string name, string video)
    {
        var stem = Path.GetFileNameWithoutExtension(video);
        if (!Extensions.Contains(Path.GetExtension(name)) || !name.StartsWith(stem + '.', StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var suffix = Path.GetFileNameWithoutExtension(name)[stem.Length..];
        var parts = suffix.Split(['.', '[', ']', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var language = parts.Select(LanguageOf).FirstOrDefault(known => known is not null);
        // "hi" is Hindi where nothing else names the language.
        var isHindi = language is null && parts.Contains("hi", StringComparer.OrdinalIgnoreCase);
        return new(name, isHindi ? "hi" : language, parts.Any(Forced.Contains), !isHindi && parts.Any(HearingImpaired.Contains));
    }

    private static string? LanguageOf(string part)
    {
        if (HearingImpaired.Contains(part) || Forced.Contains(part))
        {
            return null;
        }

        var pieces = part.Split('-', '_');
        if (Custom.GetValueOrDefault(part) is { } custom)
        {
            return custom;
        }

        return Languages.Value.GetValueOrDefault(pieces[0]) is { } language && pieces.Length <= 3 && pieces.Skip(1).All(IsSubtag)
            ? string.Join('-', pieces.Skip(1).Select(Subtag).Prepend(language))
            : null;
    }

    private static bool IsSubtag(string piece) => piece.Length is 2 or 4 && piece.All(char.IsAsciiLetter) || piece.Length == 3 && piece.All(char.IsAsciiDigit);

    // As BCP 47 writes them: regions in capitals, scripts with one.
    private static string Subtag(string piece) => piece.Length == 4 ? char.ToUpperInvariant(piece[0]) + piece[1..].ToLowerInvariant() : piece.ToUpperInvariant();

    // Codes of two and three letters, and the names in English: ".de.", ".deu.", ".german.".
    private static FrozenDictionary<string, string> ReadLanguages()
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.NeutralCultures).Where(culture => culture.Name.Length is 2 or 3))
        {
            known.TryAdd(culture.Name, culture.Name);
            known.TryAdd(culture.ThreeLetterISOLanguageName, culture.Name);
            known.TryAdd(culture.EnglishName, culture.Name);
        }

        known["no"] = "no";
        return known.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
