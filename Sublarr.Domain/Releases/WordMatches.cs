using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases;

/// <summary>What a pattern found behind a space, as pieces of the name itself: without the character before the word, which the pattern begins with.</summary>
public ref struct WordMatches
{
    private Regex.ValueMatchEnumerator _matches;

    internal WordMatches(Regex.ValueMatchEnumerator matches) => _matches = matches;

    /// <summary>Where the word begins in the name, and how long it is.</summary>
    // The space in front moves the word by one, and the character before it is one more: it begins where the match does.
    public readonly (int Start, int Length) Current => (_matches.Current.Index, _matches.Current.Length - 1);

    /// <summary>Goes on to the next word; false when there is none.</summary>
    public bool MoveNext() => _matches.MoveNext();

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly WordMatches GetEnumerator() => this;
}
