using System.Text;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// How a text is looked for by SQLite. LIKE is quick and knows the capitals of ASCII alone: every other letter is any character to
/// it, and what it lets through is looked at by GLOB, which is told each letter's cases.
/// </summary>
/// <param name="Like">The pattern of LIKE, with <c>\</c> to escape.</param>
/// <param name="Globs">One of these patterns of GLOB has to match; none when LIKE knows all letters.</param>
internal sealed record TextPattern(string Like, IReadOnlyList<string> Globs)
{
    /// <summary>Longer texts are found by their beginnings: SQLite refuses patterns beyond 50,000 bytes.</summary>
    private const int Longest = 400;

    /// <summary>The patterns of a text: one, or two when it can be written with its accents beside or within its letters.</summary>
    public static IEnumerable<TextPattern> Of(string text)
    {
        // By runes: half a character, which no text in the database has, would throw below.
        var whole = string.Concat(text.EnumerateRunes().Take(Longest));
        return new[] { whole.Normalize(NormalizationForm.FormC), whole.Normalize(NormalizationForm.FormD) }.Distinct(StringComparer.Ordinal).Select(Read);
    }

    private static TextPattern Read(string text)
    {
        var letters = text.EnumerateRunes().Select(LetterCases.Of).ToList();
        var like = $"%{string.Concat(letters.Select(Liked))}%";
        if (letters.TrueForAll(IsKnownToLike))
        {
            return new(like, []);
        }

        // The first letter is written out: GLOB looks for a letter much faster than for one of several.
        var rest = string.Concat(letters.Skip(1).Select(OneOf));
        return new(like, [.. letters[0].Select(first => $"*{OneOf([first])}{rest}*")]);
    }

    private static bool IsKnownToLike(IReadOnlyList<string> cases) => cases.Count == 1 || cases is [[<= '\x7f'], [<= '\x7f']];

    private static string Liked(IReadOnlyList<string> cases) => IsKnownToLike(cases)
        ? cases[0] is "%" or "_" or "\\" ? $"\\{cases[0]}" : cases[0]
        : "_";

    private static string OneOf(IReadOnlyList<string> cases) => cases is [var only]
        ? only is "*" or "?" or "[" ? $"[{only}]" : only
        : $"[{string.Concat(cases)}]";
}
