using System.Buffers;
using System.Text;

namespace Sublarr.Domain.Subtitles;

/// <summary>What a viewer reads of a cue: without marks of its format.</summary>
public static class CueText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("<{\\&");

    private static readonly (string Name, char Letter)[] Entities =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&nbsp;", ' '), ("&quot;", '"'), ("&#39;", '\''), ("&lrm;", ' '), ("&rlm;", ' ')];

    /// <summary>The text alone; lines end with <c>\n</c>. A drawing of ASS has none.</summary>
    public static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny(Marks) < 0)
        {
            return text;
        }

        var (plain, isDrawing) = (new StringBuilder(text.Length), false);
        for (var index = 0; index < text.Length;)
        {
            index = text[index] switch
            {
                '{' when EndOf(text, index, '}') is var end and > 0 => Override(text.AsSpan(index, end - index), end, ref isDrawing),
                '<' when IsTag(text, index) && EndOf(text, index, '>') is var end and > 0 => end,
                '\\' when index + 1 < text.Length && text[index + 1] is 'N' or 'n' or 'h' => Break(plain, text[index + 1], index),
                '&' => Entity(plain, text, index),
                var letter => Letter(plain, letter, index, isDrawing),
            };
        }

        return plain.ToString();
    }

    private static int Override(ReadOnlySpan<char> block, int end, ref bool isDrawing)
    {
        for (var at = block.IndexOf("\\p", StringComparison.Ordinal); at >= 0 && at + 2 < block.Length;)
        {
            // \pos and \pbo are something else.
            if (char.IsAsciiDigit(block[at + 2]))
            {
                isDrawing = block[at + 2] != '0';
            }

            block = block[(at + 2)..];
            at = block.IndexOf("\\p", StringComparison.Ordinal);
        }

        return end;
    }

    // "I <3 you" has no tag.
    private static bool IsTag(string text, int index) => index + 1 < text.Length && (text[index + 1] == '/' || char.IsAsciiLetter(text[index + 1]));

    private static int EndOf(string text, int index, char closing)
    {
        var end = text.AsSpan(index).IndexOfAny(closing, '\n');
        return end > 0 && text[index + end] == closing ? index + end + 1 : -1;
    }

    private static int Break(StringBuilder plain, char kind, int index)
    {
        plain.Append(kind == 'h' ? ' ' : '\n');
        return index + 2;
    }

    private static int Entity(StringBuilder plain, string text, int index)
    {
        foreach (var (name, letter) in Entities)
        {
            if (text.AsSpan(index).StartsWith(name, StringComparison.Ordinal))
            {
                plain.Append(letter);
                return index + name.Length;
            }
        }

        return Letter(plain, '&', index, isDrawing: false);
    }

    private static int Letter(StringBuilder plain, char letter, int index, bool isDrawing)
    {
        if (!isDrawing)
        {
            plain.Append(letter);
        }

        return index + 1;
    }
}
