using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// The videos that were known before a scan, each in 32 bytes: a large library has tens of thousands, and their paths alone would be tens of megabytes. Two that
/// are taken for one another are 2^64 libraries away.
/// </summary>
internal sealed class KnownVideos
{
    private readonly Dictionary<UInt128, ulong> _marks = [];

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>True while a scan has not found all of them.</summary>
    public bool AreAnyUnseen => _marks.Count > 0;

    /// <summary>Adds one.</summary>
    public void Add(string path, long size, DateTimeOffset changedAt, long sidecarMark)
    {
        _marks[KeyOf(path)] = MarkOf(size, changedAt, sidecarMark);
        Count = _marks.Count;
    }

    /// <summary>True when one of this path was known.</summary>
    public bool Contains(string path) => _marks.ContainsKey(KeyOf(path));

    /// <summary>True when it is as it was, with all that lies beside it.</summary>
    public bool IsSame(WalkedVideo video) => _marks.TryGetValue(KeyOf(video.Path), out var mark) && mark == MarkOf(video.Size, video.ChangedAt, video.SidecarMark);

    /// <summary>Those are there.</summary>
    public void See(IEnumerable<WalkedVideo> videos)
    {
        foreach (var video in videos)
        {
            _marks.Remove(KeyOf(video.Path));
        }
    }

    /// <summary>True for one that was known and has not been seen.</summary>
    public bool IsUnseen(string path) => Contains(path);

    private static UInt128 KeyOf(string path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(path.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    // Times are stored in milliseconds.
    private static ulong MarkOf(long size, DateTimeOffset changedAt, long sidecarMark)
    {
        Span<long> facts = [size, changedAt.ToUnixTimeMilliseconds(), sidecarMark];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(facts), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
