namespace Sublarr.Domain.Subtitles;

/// <summary>Ends of lines.</summary>
public static class SubtitleLines
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text with <c>\n</c> alone, and without a mark of the byte order. Some programs mix all three kinds in one file.</summary>
    public static string Unified(string text)
    {
        text = text.Length > 0 && text[0] == ByteOrderMark ? text[1..] : text;
        return text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
    }
}
