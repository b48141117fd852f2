using System.Collections.Frozen;
using System.Text;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Letters that differ in their case alone, in every script.</summary>
internal static class LetterCases
{
    // The supplementary scripts that have capitals are below this.
    private const int Beyond = 0x20000;

    // Dotted and without a dot, small and capital: what a Turk and what everybody else takes for the same.
    private static readonly string[] i = ["i", "I", "İ", "ı"];

    private static readonly Lazy<FrozenDictionary<Rune, string[]>> groups = new(Gather);

    /// <summary>All that are the same letter as this one, itself among them. Letters of ASCII are two, but for the i.</summary>
    public static IReadOnlyList<string> Of(Rune letter)
    {
        if (letter.Value is 'i' or 'I' or 'İ' or 'ı')
        {
            return i;
        }

        if (letter.IsAscii)
        {
            return Rune.IsLetter(letter) ? [Rune.ToLowerInvariant(letter).ToString(), Rune.ToUpperInvariant(letter).ToString()] : [letter.ToString()];
        }

        return groups.Value.GetValueOrDefault(KeyOf(letter)) ?? [letter.ToString()];
    }

    // Down and up again, so that the three forms of sigma meet.
    private static Rune KeyOf(Rune letter) => Rune.ToUpperInvariant(Rune.ToLowerInvariant(letter));

    private static FrozenDictionary<Rune, string[]> Gather() => Enumerable.Range(0x80, Beyond - 0x80)
        .Where(Rune.IsValid)
        .Select(value => new Rune(value))
        .Where(letter => !KeyOf(letter).IsAscii)
        .GroupBy(KeyOf)
        .Where(group => group.Skip(1).Any())
        .ToFrozenDictionary(group => group.Key, group => group.Select(letter => letter.ToString()).ToArray());
}
