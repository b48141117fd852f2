namespace Sublarr.Domain.Messages;

/// <summary>Text without characters that steer: a title of a series may hold a line break, which would begin a header of a mail or a heading in a chat.</summary>
public static class PlainText
{
    private const char LineSeparator = '\u2028';
    private const char ParagraphSeparator = '\u2029';

    /// <summary>The text on one line.</summary>
    public static string Line(string text) => string.Concat(text.Select(character => Steers(character) ? ' ' : character)).Trim();

    /// <summary>The text with its lines, each ended by <c>\n</c> alone.</summary>
    public static string Lines(string text) => string.Concat(
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Select(character => Steers(character) && character != '\n' ? ' ' : character)).Trim();

    private static bool Steers(char character) => char.IsControl(character) || character is LineSeparator or ParagraphSeparator;
}
