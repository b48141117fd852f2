using Sublarr.Domain.Subtitles.Packs;

namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>What a download holds: one subtitle, or all of an archive.</summary>
/// <param name="Subtitles">In the order of the archive.</param>
/// <param name="Problem">Why it could not be opened, as a sentence; null when it could.</param>
public sealed record SubtitlePack(IReadOnlyList<PackedSubtitle> Subtitles, string? Problem = null)
{
    /// <summary>True when it came in an archive.</summary>
    public bool IsArchive { get; init; }
}

/// <summary>A subtitle as it was delivered.</summary>
/// <param name="Name">What its name says.</param>
/// <param name="Bytes">All of it.</param>
public sealed record PackedSubtitle(PackedName Name, ReadOnlyMemory<byte> Bytes);
