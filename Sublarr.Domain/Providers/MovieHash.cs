using System.Buffers.Binary;
using System.Globalization;

namespace Sublarr.Domain.Providers;

/// <summary>
/// The hash by which OpenSubtitles knows a video: its size, and the sums of its first and its last 64 KiB as numbers of 64 bits. It is the same for every copy of a file, and is
/// read from 128 KiB whatever the file's size.
/// </summary>
/// <param name="Value">The sum.</param>
public readonly record struct MovieHash(ulong Value)
{
    /// <summary>What is read at each end.</summary>
    public const int Block = 65536;

    /// <summary>The smallest file that has one: the two blocks do not overlap.</summary>
    public const long Smallest = 2 * Block;

    /// <summary>The hash of a file; null for one that is too small.</summary>
    /// <param name="video">The file, which can be sought in.</param>
    /// <exception cref="IOException">It cannot be read, or became shorter meanwhile.</exception>
    public static MovieHash? Of(Stream video)
    {
        var size = video.Length;
        if (size < Smallest)
        {
            return null;
        }

        return new(unchecked((ulong)size + SumAt(video, 0) + SumAt(video, size - Block)));
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong SumAt(Stream video, long place)
    {
        var block = new byte[Block];
        video.Position = place;
        video.ReadExactly(block);
        var sum = 0ul;
        for (var at = 0; at < Block; at += sizeof(ulong))
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(at)));
        }

        return sum;
    }
}
