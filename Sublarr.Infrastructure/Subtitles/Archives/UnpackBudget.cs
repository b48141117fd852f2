using Sublarr.Domain;

namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>How much an archive may become, with all that is in it: a few kilobytes can be made to unpack to any size.</summary>
internal sealed class UnpackBudget(long packed)
{
    /// <summary>A whole season in ten languages has fewer.</summary>
    public const int MostEntries = 2_000;

    /// <summary>The largest subtitle: hours of effects in ASS.</summary>
    public const int MostOfOne = 16_000_000;

    private const long MostOfAll = 64_000_000;

    // Text shrinks to a third, that of songs syllable by syllable to a thirtieth. What is small may shrink as it likes.
    private const int MostRatio = 200;
    private const long AlwaysFine = 2_000_000;

    private int _entries;
    private long _bytes;

    /// <summary>Counts an entry.</summary>
    /// <exception cref="ArchiveRefusedException">There are too many.</exception>
    public void CountEntry()
    {
        if (++_entries > MostEntries)
        {
            throw new ArchiveRefusedException($"It holds more than {Wording.Count(MostEntries)} files.");
        }
    }

    /// <summary>Counts bytes that were unpacked.</summary>
    /// <exception cref="ArchiveRefusedException">They are too many, or far more than the archive has.</exception>
    public void Count(long bytes)
    {
        _bytes += bytes;
        if (_bytes > MostOfAll)
        {
            throw new ArchiveRefusedException($"It unpacks to more than {Wording.Bytes(MostOfAll)}.");
        }

        if (_bytes > AlwaysFine && _bytes > packed * MostRatio)
        {
            throw new ArchiveRefusedException($"It unpacks to more than {MostRatio} times its size, as archives do that are made to fill disks.");
        }
    }

    /// <summary>Reads a stream to its end; null when one file is larger than a subtitle can be.</summary>
    /// <exception cref="ArchiveRefusedException">All of it is too much.</exception>
    public byte[]? Read(Stream stream)
    {
        using var whole = new MemoryStream();
        var block = new byte[81_920];
        while (stream.Read(block) is > 0 and var read)
        {
            Count(read);
            if (whole.Length + read > MostOfOne)
            {
                return null;
            }

            whole.Write(block, 0, read);
        }

        return whole.ToArray();
    }
}

/// <summary>An archive is not unpacked, for a reason that the message says as a sentence.</summary>
/// <param name="reason">The sentence.</param>
internal sealed class ArchiveRefusedException(string reason) : Exception(reason);
