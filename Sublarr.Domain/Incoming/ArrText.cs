using System.Buffers;
using System.Text;

namespace Sublarr.Domain.Incoming;

/// <summary>Keeps text from outside from breaking what shows it.</summary>
public static class ArrText
{
    /// <summary>The most characters of a text that is shown in one line.</summary>
    public const int LineLimit = 200;

    private static readonly SearchValues<char> Breaking = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Append(0x2028).Append(0x2029).Select(code => (char)code)]);

    /// <summary>The text without line breaks and other control characters, cut to <see cref="LineLimit"/>. A log line or a title stays one.</summary>
    public static string OneLine(string text) => OneLine(text, LineLimit);

    /// <summary>The text without line breaks and other control characters, cut to so many characters.</summary>
    public static string OneLine(string text, int limit)
    {
        if (text.Length <= limit && !text.AsSpan().ContainsAny(Breaking))
        {
            return text;
        }

        var line = new StringBuilder(limit);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength >= limit)
            {
                return line.Append('…').ToString();
            }

            line.Append(rune.IsBmp && Breaking.Contains((char)rune.Value) ? " " : rune.ToString());
        }

        return line.ToString();
    }
}
