using System.Text;
using System.Text.RegularExpressions;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Turns what a program printed into text that is safe to store and to show.</summary>
internal static partial class OutputText
{
    private const string Unreadable = "(what was printed cannot be shown: it is made of too many control characters)";

    /// <summary>
    /// Decodes UTF-8 (other bytes become U+FFFD), drops colours, cursor movements and control characters, and makes every line end a line
    /// feed. It is for people to read, so it never fails.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ControlCharacter().Replace(LineEnd().Replace(EscapeSequence().Replace(Encoding.UTF8.GetString(bytes), ""), "\n"), "");
        }
        catch (RegexMatchTimeoutException)
        {
            return Unreadable;
        }
    }

    /// <summary>Without the part of a character that a cut has left at the end.</summary>
    public static ReadOnlySpan<byte> WithoutCutEnd(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(4, bytes.Length); length++)
        {
            var first = bytes[^length];
            if (!IsContinuation(first))
            {
                return length < LengthAfter(first) ? bytes[..^length] : bytes;
            }
        }

        return bytes;
    }

    /// <summary>Without the part of a character that a cut has left at the start.</summary>
    public static ReadOnlySpan<byte> WithoutCutStart(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (start < Math.Min(3, bytes.Length) && IsContinuation(bytes[start]))
        {
            start++;
        }

        return bytes[start..];
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private static int LengthAfter(byte first) => first switch
    {
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        >= 0xC0 => 2,
        _ => 1,
    };

    // Colours and cursor (CSI), titles and links (OSC), and the two-character rest.
    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)|[ -/]*[0-Z\\^-~])", RegexOptions.None, 1000)]
    private static partial Regex EscapeSequence();

    // A lone carriage return is how programs redraw a progress line.
    [GeneratedRegex(@"\r+\n|\r", RegexOptions.None, 1000)]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]", RegexOptions.None, 1000)]
    private static partial Regex ControlCharacter();
}
