using Sublarr.Domain.Languages;
using Sublarr.Domain.Subtitles.Charsets;
using UtfUnknown;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>Bytes to text: what is surely Unicode, else by the language, else by what a detector says, else a guess that is told as one.</summary>
internal static class SubtitleDecoding
{
    // Right answers have 0.43, wrong ones 0.88: below that it is noise, above it nothing is sure either.
    private const float LeastConfidence = 0.4f;

    public static DecodedText Read(ReadOnlySpan<byte> bytes, LanguageCode language) =>
        UnicodeBytes.Read(bytes) ?? LanguageBytes.Read(bytes, language) ?? ByDetector(bytes) ?? new(CodePages.Western.GetString(bytes), "windows-1252", IsUncertain: true);

    private static DecodedText? ByDetector(ReadOnlySpan<byte> bytes)
    {
        // It knows names for which .NET has no encoding, such as iso-8859-16.
        var detected = CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected;
        return detected is { EncodingName: { } name, Confidence: >= LeastConfidence } && CodePages.Find(name) is { } encoding
            ? new(encoding.GetString(bytes), name, IsUncertain: true)
            : null;
    }
}
