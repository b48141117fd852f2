namespace Sublarr.Infrastructure.Providers.Embedded;

/// <summary>How a track of text is written into a file of its own.</summary>
/// <param name="Extension">Of the file, without dot.</param>
/// <param name="Muxer">ffmpeg's word for the file's format.</param>
/// <param name="Encoder">ffmpeg's word for what becomes of the text; <c>copy</c> for nothing.</param>
internal sealed record EmbeddedFormat(string Extension, string Muxer, string Encoder)
{
    private static readonly EmbeddedFormat Srt = new("srt", "srt", "copy");
    private static readonly EmbeddedFormat Ass = new("ass", "ass", "copy");
    private static readonly EmbeddedFormat Vtt = new("vtt", "webvtt", "copy");

    // Plain text has no file of its own.
    private static readonly EmbeddedFormat Text = new("srt", "srt", "srt");

    // Nor has timed text of mp4, and players take its times as they are stored, where a cut has left a list of edits too.
    private static readonly EmbeddedFormat TimedText = Text with { Reading = ["-advanced_editlist", "0", "-copyts"] };

    /// <summary>What ffmpeg has to be told of reading the video.</summary>
    public IReadOnlyList<string> Reading { get; private init; } = [];

    /// <summary>The format of a track; null for pictures and what nobody can take out.</summary>
    /// <param name="codec">In ffprobe's words.</param>
    public static EmbeddedFormat? OfCodec(string? codec) => codec switch
    {
        "subrip" or "srt" => Srt,
        "ass" or "ssa" => Ass,
        "webvtt" => Vtt,
        "mov_text" => TimedText,
        "text" => Text,
        _ => null,
    };
}
