namespace Sublarr.Domain.Releases;

/// <summary>A name as the rules look at it: letter by letter, so that a place in it is the same place in the name.</summary>
internal static class FoldedText
{
    // Nearly all letters of names are ASCII. They are looked up: what is compared is guessed wrong by the processor at every other letter.
    private static readonly char[] Ascii = [.. Enumerable.Range(0, 128).Select(code => Fold((char)code))];

    /// <summary>In lower case, with one space for dots, underscores and blanks, ASCII for full-width letters, and one shape of bracket and dash.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (folded, original) =>
    {
        for (var index = 0; index < original.Length; index++)
        {
            var letter = original[index];
            folded[index] = letter < Ascii.Length ? Ascii[letter] : Fold(letter);
        }
    });

    /// <summary>True for what may stand between two tags.</summary>
    public static bool IsSeparator(char folded) => folded is ' ' or '-' or '[' or ']' or '(' or ')' or ',' or '+' or '&' or '/' or '~' or '|';

    private static char Fold(char letter) => letter switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => letter,
        >= 'A' and <= 'Z' => (char)(letter | 0x20),
        '.' or '_' => ' ',
        '{' => '(',
        '}' => ')',
        < ' ' or '\u007f' or '\u00a0' or '\u3000' => ' ',
        < '\u0080' => letter,
        '【' or '〔' or '「' or '『' or '《' => '[',
        '】' or '〕' or '」' or '』' or '》' => ']',
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
        '‘' or '’' or '`' or '´' => '\'',
        '〜' => '~',
        '／' => '/',
        // Full-width forms of ASCII.
        >= '\uff01' and <= '\uff5e' => Fold((char)(letter - 0xfee0)),
        _ when char.IsWhiteSpace(letter) || char.IsControl(letter) => ' ',
        _ => char.ToLowerInvariant(letter),
    };
}
