using System.Buffers.Binary;

namespace Sublarr.Infrastructure.Samples;

/// <summary>A video without a picture: some two hundred bytes of Matroska that say how long it plays, so that ffprobe, where there is one, reads it like any other.</summary>
internal static class SampleMatroska
{
    private static readonly byte[] Head =
    [
        .. Element([0x1A, 0x45, 0xDF, 0xA3], [.. Element([0x42, 0x86], [1]), .. Element([0x42, 0xF7], [1]), .. Element([0x42, 0xF2], [4]), .. Element([0x42, 0xF3], [8]),
            .. Element([0x42, 0x82], "matroska"u8), .. Element([0x42, 0x87], [4]), .. Element([0x42, 0x85], [2])]),
    ];

    private static readonly byte[] Tracks = Element([0x16, 0x54, 0xAE, 0x6B], Element([0xAE],
        [.. Element([0xD7], [1]), .. Element([0x73, 0xC5], [1]), .. Element([0x83], [1]), .. Element([0x86], "V_MPEG4/ISO/AVC"u8),
            .. Element([0xE0], [.. Element([0xB0], [0x07, 0x80]), .. Element([0xBA], [0x04, 0x38])])]));

    private static readonly byte[] Cluster = Element([0x1F, 0x43, 0xB6, 0x75], Element([0xE7], [0]));

    /// <summary>One of a length.</summary>
    public static byte[] Of(TimeSpan length)
    {
        var milliseconds = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(milliseconds, length.TotalMilliseconds);
        var info = Element([0x15, 0x49, 0xA9, 0x66],
            [.. Element([0x2A, 0xD7, 0xB1], [0x0F, 0x42, 0x40]), .. Element([0x44, 0x89], milliseconds), .. Element([0x4D, 0x80], "Sublarr"u8), .. Element([0x57, 0x41], "Sublarr"u8)]);
        return [.. Head, .. Element([0x18, 0x53, 0x80, 0x67], [.. info, .. Tracks, .. Cluster])];
    }

    // A length of two bytes is enough for all of them: https://www.rfc-editor.org/rfc/rfc8794#section-4
    private static byte[] Element(ReadOnlySpan<byte> id, ReadOnlySpan<byte> content) => [.. id, (byte)(0x40 | (content.Length >> 8)), (byte)content.Length, .. content];
}
