using Sublarr.Domain.Subtitles.Formats;

namespace Sublarr.Domain.Subtitles;

/// <summary>The formats that are known, the surest to recognise first: SubRip is whatever has an arrow between two times and is nothing else.</summary>
public static class SubtitleFormats
{
    /// <summary>What is written where a format is not kept.</summary>
    public static ISubtitleFormat SubRip { get; } = new SubRip();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ISubtitleFormat> All { get; } =
        [new WebVtt(), new SubStationAlpha(), new Sami(), new Ttml(), new VobSubIndex(), new MicroDvd(), new Mpl2(), SubRip, new TmPlayer()];

    /// <summary>The format of a text; null when it is none.</summary>
    public static ISubtitleFormat? Of(string text) => All.FirstOrDefault(format => format.Recognises(text));

    /// <summary>What pictures of subtitles are called, by the first bytes of their files; null when it is none of them.</summary>
    public static string? PicturesOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'P', (byte)'G', _, _, _, _, ..] when bytes.Length > 13 && bytes[10] is 0x14 or 0x15 or 0x16 or 0x17 or 0x80 => "PGS",
        [0, 0, 1, 0xBA, ..] => "VobSub",
        _ => null,
    };
}
