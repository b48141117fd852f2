using System.Globalization;
using static Sublarr.Domain.Subtitles.Languages.TextScript;

namespace Sublarr.Domain.Subtitles.Languages;

/// <summary>What letters belong to. Japanese is what has kana among its signs, Chinese what has none.</summary>
public enum TextScript
{
    /// <summary>No letter, or one of a script that no line of <c>alphabets.txt</c> has.</summary>
    None,

    /// <summary>Latin.</summary>
    Latin,

    /// <summary>Cyrillic.</summary>
    Cyrillic,

    /// <summary>Greek.</summary>
    Greek,

    /// <summary>Arabic.</summary>
    Arabic,

    /// <summary>Hebrew.</summary>
    Hebrew,

    /// <summary>Devanagari.</summary>
    Devanagari,

    /// <summary>Bengali.</summary>
    Bengali,

    /// <summary>Gurmukhi.</summary>
    Gurmukhi,

    /// <summary>Gujarati.</summary>
    Gujarati,

    /// <summary>Tamil.</summary>
    Tamil,

    /// <summary>Telugu.</summary>
    Telugu,

    /// <summary>Kannada.</summary>
    Kannada,

    /// <summary>Malayalam.</summary>
    Malayalam,

    /// <summary>Sinhala.</summary>
    Sinhala,

    /// <summary>Thai.</summary>
    Thai,

    /// <summary>Lao.</summary>
    Lao,

    /// <summary>Burmese.</summary>
    Myanmar,

    /// <summary>Georgian.</summary>
    Georgian,

    /// <summary>Armenian.</summary>
    Armenian,

    /// <summary>Ethiopic.</summary>
    Ethiopic,

    /// <summary>Khmer.</summary>
    Khmer,

    /// <summary>Hangul.</summary>
    Korean,

    /// <summary>Kana, and Han beside it.</summary>
    Japanese,

    /// <summary>Han alone.</summary>
    Han,
}

/// <summary>Which script a letter is of.</summary>
internal static class TextScripts
{
    // By the blocks of Unicode; where they end, and what they are. In their order.
    private static readonly (char End, TextScript Script)[] Blocks =
    [
        ('\u0040', None), ('\u024F', Latin), ('\u036F', None), ('\u03FF', Greek), ('\u052F', Cyrillic), ('\u058F', Armenian), ('\u05FF', Hebrew), ('\u077F', Arabic),
        ('\u08FF', None), ('\u097F', Devanagari), ('\u09FF', Bengali), ('\u0A7F', Gurmukhi), ('\u0AFF', Gujarati), ('\u0B7F', None), ('\u0BFF', Tamil), ('\u0C7F', Telugu),
        ('\u0CFF', Kannada), ('\u0D7F', Malayalam), ('\u0DFF', Sinhala), ('\u0E7F', Thai), ('\u0EFF', Lao), ('\u0FFF', None), ('\u109F', Myanmar), ('\u10FF', Georgian),
        ('\u11FF', Korean), ('\u137F', Ethiopic), ('\u177F', None), ('\u17FF', Khmer), ('\u1DFF', None), ('\u1EFF', Latin), ('\u1FFF', Greek), ('\u303F', None),
        ('\u30FF', Japanese), ('\u33FF', None), ('\u9FFF', Han), ('\uABFF', None), ('\uD7AF', Korean), ('\uF8FF', None), ('\uFAFF', Han), ('\uFFFF', None),
    ];

    // Asked for every letter that is not ASCII.
    private static readonly TextScript[] ByLetter = [.. Enumerable.Range(0, 0x10000).Select(code => Array.Find(Blocks, block => code <= block.End).Script)];

    /// <summary>The script of a letter; none for what is no letter.</summary>
    public static TextScript Of(char letter) =>
        char.IsAsciiLetter(letter) ? Latin : letter >= 0x80 && IsLetterOrMark(letter) ? ByLetter[letter] : None;

    /// <summary>True where each sign stands for itself: words are not told from each other by spaces.</summary>
    public static bool HasNoSpaces(TextScript script) => script is Han or Japanese;

    // Vowels of Thai or Hindi are marks.
    private static bool IsLetterOrMark(char letter) =>
        char.IsLetter(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
