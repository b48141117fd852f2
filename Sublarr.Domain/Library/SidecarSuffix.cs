using System.Collections.Frozen;
using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Library;

/// <summary>What stands between the video's name and the extension of a subtitle beside it: <c>.en.forced</c>.</summary>
internal sealed class SidecarSuffix
{
    private static readonly FrozenSet<string> HearingImpaired = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "sdh", "cc", "hearingimpaired");
    private static readonly FrozenSet<string> Forced = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "forced", "foreign");

    /// <summary>
    /// Codes that are words, too. Beside other words they are one of them, unless they stand at the end by themselves: "This.Is.It" is no Italian, "Commentary.it" is.
    /// Who is taken for Italian by mistake is never looked for again.
    /// </summary>
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "am", "an", "as", "be", "co", "de", "el", "es", "et", "ha", "he", "ho", "id", "in", "io", "is", "it", "la", "li", "lo", "me", "mi", "mo", "my", "na", "ne", "no", "om", "or", "os",
        "pa", "se", "si", "so", "sp", "to", "arm", "ben", "cat", "dan", "fin", "her", "ice", "ind", "kin", "lad", "lit", "mac", "may", "mis", "nor", "per", "que", "run", "sin", "sun", "ton", "war");

    private readonly List<(string Text, LanguageCode? Language)> _parts = [];
    private int _hi;

    private SidecarSuffix()
    {
    }

    public LanguageCode? Language { get; private set; }

    public bool IsForced { get; private set; }

    public bool IsHearingImpaired { get; private set; }

    public bool IsDefault { get; private set; }

    public string? Title { get; private set; }

    public static SidecarSuffix Read(string text)
    {
        var suffix = new SidecarSuffix();
        foreach (var part in text.Split(['.', '[', ']', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            suffix.Take(part);
        }

        suffix.Decide();
        return suffix;
    }

    private void Take(string part)
    {
        if (IsHi(part))
        {
            _hi++;
            return;
        }

        var words = part.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        var end = words.Length;
        while (end > 0 && (TakeFlag(words[end - 1]) || (end > 1 && TakeHi(words[end - 1]))))
        {
            end--;
        }

        if (end > 0)
        {
            var rest = end == words.Length ? part : string.Join('-', words.Take(end));
            _parts.Add((rest, LanguageTable.FindInFileName(rest)?.Code));
        }
    }

    private bool TakeFlag(string word)
    {
        var (isForced, isHearingImpaired, isDefault) = (Forced.Contains(word), HearingImpaired.Contains(word), word.Equals("default", StringComparison.OrdinalIgnoreCase));
        IsForced |= isForced;
        IsHearingImpaired |= isHearingImpaired;
        IsDefault |= isDefault;
        return isForced || isHearingImpaired || isDefault;
    }

    private bool TakeHi(string word)
    {
        _hi += IsHi(word) ? 1 : 0;
        return IsHi(word);
    }

    private void Decide()
    {
        // As Jellyfin has it: of several languages the last is meant, and the rest is the title.
        var chosen = _parts.FindLastIndex(part => part.Language is not null && !IsJustAWord(part));
        Language = chosen < 0 ? null : _parts[chosen].Language;
        // "hi" is Hindi where nothing else names the language, and "hearing impaired" where something does. Twice it is both.
        var isHindi = chosen < 0 && _hi > 0;
        Language = isHindi ? LanguageCode.Find("hi") : Language;
        IsHearingImpaired |= _hi > (isHindi ? 1 : 0);
        var title = string.Join('.', _parts.Where((_, place) => place != chosen).Select(part => part.Text));
        Title = title.Length == 0 ? null : title;
    }

    private bool IsJustAWord((string Text, LanguageCode? Language) part)
    {
        if (!Words.Contains(part.Text) || _parts.TrueForAll(other => other.Language is not null))
        {
            return false;
        }

        return part != _parts[^1] || Words.Contains(_parts[^2].Text);
    }

    private static bool IsHi(string word) => word.Equals("hi", StringComparison.OrdinalIgnoreCase);
}
