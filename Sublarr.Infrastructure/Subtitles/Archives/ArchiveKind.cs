namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>What bytes are, by their beginning: half of what is called .zip somewhere is a .rar.</summary>
internal enum ArchiveKind
{
    /// <summary>No archive that is known.</summary>
    None,

    /// <summary>Zip.</summary>
    Zip,

    /// <summary>RAR, 4 or 5.</summary>
    Rar,

    /// <summary>7z.</summary>
    SevenZip,

    /// <summary>One stream by gzip, which may be a tar.</summary>
    GZip,

    /// <summary>One stream by xz, which may be a tar.</summary>
    Xz,

    /// <summary>Tar.</summary>
    Tar,
}

/// <summary>Tells the kinds from each other.</summary>
internal static class ArchiveKinds
{
    private const int TarMark = 257;

    public static ArchiveKind Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => ArchiveKind.Zip,
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] => ArchiveKind.Rar,
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => ArchiveKind.SevenZip,
        [0x1F, 0x8B, ..] => ArchiveKind.GZip,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => ArchiveKind.Xz,
        _ when bytes.Length > TarMark + 5 && bytes.Slice(TarMark, 5).SequenceEqual("ustar"u8) => ArchiveKind.Tar,
        _ => ArchiveKind.None,
    };
}
