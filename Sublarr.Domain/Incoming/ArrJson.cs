using System.Buffers.Text;
using System.Text.Json;

namespace Sublarr.Domain.Incoming;

/// <summary>Reads JSON whose sender may change any field: what is missing or of another type reads as null, never as an error.</summary>
internal static class ArrJson
{
    private const int EscapeLength = 6;

    public static JsonElement? Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static JsonElement? Member(this JsonElement? element, ReadOnlySpan<byte> name) => element?.Member(name);

    // NUL ends a string for environment variables, file names and other databases: nobody's title has one in earnest.
    public static string? Text(this JsonElement? element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()!.Replace('\0', '\uFFFD') : null;

    public static int? Number(this JsonElement? element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>An id: the senders write 0 for "none".</summary>
    public static int? Id(this JsonElement? element, ReadOnlySpan<byte> name) => element.Number(name) is > 0 and var id ? id : null;

    public static long? Long(this JsonElement? element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static bool IsTrue(this JsonElement? element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.True };

    public static T[] Items<T>(this JsonElement? element, ReadOnlySpan<byte> name, Func<JsonElement, T> read) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(read)] : [];

    /// <summary>
    /// Replaces escapes of half a character (a lone surrogate, as a cut title has) by U+FFFD, which is as long. They are valid
    /// JSON, but no text: every reader after this one would stumble over them, also over those in names.
    /// </summary>
    public static void MendSurrogates(Span<byte> json)
    {
        for (var at = json.IndexOf((byte)'\\'); at >= 0;)
        {
            var length = 2;
            if (CodeAt(json, at) is { } code)
            {
                length = EscapeLength;
                if (char.IsHighSurrogate(code) && CodeAt(json, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
                {
                    length = 2 * EscapeLength;
                }
                else if (char.IsSurrogate(code))
                {
                    "\\ufffd"u8.CopyTo(json[at..]);
                }
            }

            var start = Math.Min(at + length, json.Length);
            var distance = json[start..].IndexOf((byte)'\\');
            at = distance < 0 ? -1 : start + distance;
        }
    }

    private static char? CodeAt(ReadOnlySpan<byte> json, int at) =>
        json.Length >= at + EscapeLength && json[at] == '\\' && json[at + 1] == 'u'
        && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort code, out var read, 'x') && read == 4
            ? (char)code
            : null;
}
