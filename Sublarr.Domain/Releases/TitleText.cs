using System.Text;

namespace Sublarr.Domain.Releases;

/// <summary>Where a title begins and ends in a name, and how it is written.</summary>
internal static class TitleText
{
    // What a title is not: the season of broadcasting that anime groups put in front.
    private const string Season = "新番";

    /// <summary>Where the title begins.</summary>
    public static int StartOf(ReleaseReading reading) => reading.TitleStart > reading.Start ? SkipSeason(reading, reading.TitleStart) : reading.Start;

    /// <summary>Without what stands around a title: blanks, dashes, brackets that are not closed within.</summary>
    public static (int Start, int End) Trim(ReleaseReading reading, int start, int end)
    {
        while (start < end && reading.Folded[start] is ' ' or '-' or '[' or ']' or '(' or ')' or ',' or '/' or '|' or '~' or '+' or '★' or '☆' or '#')
        {
            start++;
        }

        while (end > start && (reading.Folded[end - 1] is ' ' or '-' or '[' or '(' or ',' or '/' or '|' or '~' or '+' or '#' || IsLoneClose(reading, start, end)))
        {
            end--;
        }

        return (start, end);
    }

    /// <summary>True when there is a letter or digit, and it is no country or another short mark: <c>US</c>.</summary>
    public static bool IsTitle(ReleaseReading reading, int start, int end)
    {
        var letters = 0;
        for (var index = start; index < end; index++)
        {
            letters += char.IsLetterOrDigit(reading.Folded[index]) ? reading.Folded[index] > '\u02ff' ? 2 : 1 : 0;
        }

        return letters > 3;
    }

    /// <summary>Where letters of one script give way to those of the other, each for a word at least: <c>灰港.Ashen.Harbor</c>; null when they do not.</summary>
    public static int? ScriptChange(ReleaseReading reading, int start)
    {
        int? change = null;
        bool? isLatin = null;
        var previous = start;
        for (var index = start; index <= reading.TitleEnd; index++)
        {
            if (index < reading.TitleEnd && reading.Folded[index] is not (' ' or '-' or '[' or ']'))
            {
                continue;
            }

            if (ScriptOf(reading.Folded.AsSpan(previous, index - previous)) is { } script)
            {
                if (isLatin is { } known && known != script)
                {
                    // Back and forth is one title of two scripts.
                    if (change is not null)
                    {
                        return null;
                    }

                    change = previous;
                }

                isLatin = script;
            }

            previous = index + 1;
        }

        return change;
    }

    /// <summary>A title as people write it: blanks for dots and underscores, except in <c>S.W.A.T</c>, and in a name that has blanks already.</summary>
    public static string Clean(string text)
    {
        var hasBlanks = text.AsSpan().IndexOf(' ') >= 0;
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            var isBlank = letter == '_' || char.IsWhiteSpace(letter) || char.IsControl(letter) || (letter == '.' && !hasBlanks && !IsInitial(text, index));
            if (!isBlank)
            {
                clean.Append(letter);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd(' ');
    }

    // A dot between two single letters.
    private static bool IsInitial(string text, int dot) => IsSingle(text, dot - 1) && IsSingle(text, dot + 1);

    private static bool IsSingle(string text, int place) =>
        place >= 0 && place < text.Length && char.IsLetter(text[place]) && (place == 0 || text[place - 1] == '.') && (place == text.Length - 1 || text[place + 1] == '.');

    private static bool IsLoneClose(ReleaseReading reading, int start, int end)
    {
        var (close, open) = reading.Folded[end - 1] switch { ')' => (')', '('), ']' => (']', '['), _ => ('\0', '\0') };
        return close != '\0' && (open == '[' || reading.Folded.AsSpan(start, end - 1 - start).IndexOf(open) < 0);
    }

    private static int SkipSeason(ReleaseReading reading, int start)
    {
        var rest = reading.Text.AsSpan(start, Math.Max(0, reading.TitleEnd - start));
        var mark = rest.IndexOf(Season);
        return mark is >= 0 and < 12 ? Math.Min(reading.TitleEnd, start + mark + Season.Length) : start;
    }

    // True for Latin, false for a script without small letters or another alphabet, null for a word without letters.
    private static bool? ScriptOf(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (char.IsLetter(letter))
            {
                return letter < '\u0250';
            }
        }

        return null;
    }
}
