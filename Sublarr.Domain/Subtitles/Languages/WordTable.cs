using System.Collections.Frozen;

namespace Sublarr.Domain.Subtitles.Languages;

/// <summary>Which alphabets have a short word. One that several have says less of each.</summary>
internal sealed class WordTable
{
    /// <summary>No short word of talk is longer.</summary>
    public const int LongestWord = 16;

    private static readonly Lazy<WordTable> Only = new(() => new WordTable());

    private readonly FrozenDictionary<string, Having>.AlternateLookup<ReadOnlySpan<char>> _words;

    private WordTable() => _words = Alphabet.All
        .SelectMany((alphabet, place) => alphabet.Words.Select(word => (word, place)))
        .GroupBy(pair => pair.word, pair => pair.place, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => new Having([.. group], 1.0 / (group.Count() * group.Count())), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static WordTable Instance => Only.Value;

    /// <summary>Counts a word for all that have it.</summary>
    public void Count(ReadOnlySpan<char> word, double[] weights, int[] hits)
    {
        if (!_words.TryGetValue(word, out var having))
        {
            return;
        }

        foreach (var place in having.Alphabets)
        {
            weights[place] += having.Weight;
            hits[place]++;
        }
    }

    private sealed record Having(int[] Alphabets, double Weight);
}
