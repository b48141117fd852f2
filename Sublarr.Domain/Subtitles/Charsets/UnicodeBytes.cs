using System.Buffers;
using System.Text;

namespace Sublarr.Domain.Subtitles.Charsets;

/// <summary>
/// Bytes that are Unicode beyond doubt. It is asked before any detector: those take an English text with a single é in UTF-8 for windows-1250, and are sure of it.
/// </summary>
public static class UnicodeBytes
{
    // In UTF-16 every second byte of Latin, Greek or Cyrillic is the same small number; a text in bytes has no zero at all.
    private const double FewestZeros = 0.2;
    private const int Sample = 4_096;

    // What the first bytes of UTF-8 look like in windows-1252.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create("ÃÂÅÄÐÑ");

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; null when the bytes are something else.</summary>
    public static DecodedText? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] when ReadStrictly(rest) is { } text => new(text, "UTF-8"),
        [0xFF, 0xFE, 0, 0, .. var rest] => new(Encoding.UTF32.GetString(rest), "UTF-32"),
        [0xFF, 0xFE, .. var rest] => new(Encoding.Unicode.GetString(rest), "UTF-16"),
        [0xFE, 0xFF, .. var rest] => new(Encoding.BigEndianUnicode.GetString(rest), "UTF-16"),
        _ when WithoutMark(bytes) is { } encoding => new(encoding.GetString(bytes), "UTF-16"),
        _ when ReadStrictly(bytes) is { } text => Unmangled(text) ?? new(text, "UTF-8"),
        _ => null,
    };

    private static string? ReadStrictly(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : null;

    private static Encoding? WithoutMark(ReadOnlySpan<byte> bytes)
    {
        var (even, odd, length) = (0, 0, Math.Min(bytes.Length, Sample) & ~1);
        for (var index = 0; index < length; index += 2)
        {
            even += bytes[index] == 0 ? 1 : 0;
            odd += bytes[index + 1] == 0 ? 1 : 0;
        }

        var needed = FewestZeros * length / 2;
        return length == 0 || (even <= needed && odd <= needed) ? null : odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    // Somebody read UTF-8 as windows-1252 and saved that as UTF-8: "cafÃ©". Whatever turns back into strict UTF-8 as a whole was made so.
    private static DecodedText? Unmangled(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious))
        {
            return null;
        }

        try
        {
            var bytes = CodePages.StrictWestern.GetBytes(text);
            return ReadStrictly(bytes) is { } meant && meant.Length < text.Length ? new(meant, "UTF-8 that was read as windows-1252 once") : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
