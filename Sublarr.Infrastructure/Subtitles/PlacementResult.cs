using Sublarr.Domain.Languages;
using Sublarr.Domain.Subtitles.Gate;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>Bytes as a provider delivered them: a subtitle, or an archive of some.</summary>
/// <param name="Name">What the provider calls it. It is never a path here, and what is in the bytes is told by the bytes.</param>
/// <param name="Bytes">All of them.</param>
public sealed record DownloadedBytes(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>What came of placing.</summary>
public abstract record PlacementResult
{
    private PlacementResult()
    {
    }

    /// <summary>It stands beside its video.</summary>
    /// <param name="Path">Where: a whole path.</param>
    /// <param name="Subtitle">What it is.</param>
    /// <param name="Format">Its format, as people call it.</param>
    /// <param name="Charset">What it was written in; on disk it is UTF-8.</param>
    /// <param name="IsUncertain">True when that is a guess.</param>
    /// <param name="Findings">All that was looked at.</param>
    public sealed record Placed(string Path, PresentSubtitle Subtitle, string Format, string Charset, bool IsUncertain, IReadOnlyList<GateFinding> Findings) : PlacementResult
    {
        /// <summary>What of the trash holds what was replaced; empty when nothing was.</summary>
        public IReadOnlyList<string> Trashed { get; init; } = [];

        /// <summary>What its bytes come to: who looks later knows whether somebody has changed it.</summary>
        public string? Checksum { get; init; }
    }

    /// <summary>It does not.</summary>
    /// <param name="Kind">What to do next.</param>
    /// <param name="Reason">Why, as sentences.</param>
    /// <param name="Findings">All that was looked at.</param>
    public sealed record Refused(PlacementRefusal Kind, string Reason, IReadOnlyList<GateFinding> Findings) : PlacementResult
    {
        /// <summary>True when it is in order, and only what it was to take the place of is not given up for it.</summary>
        public bool IsGoodElsewhere { get; init; }
    }
}

/// <summary>What came of taking a subtitle away.</summary>
/// <param name="TrashId">What of the trash holds it; null when it was not there any more, or stays.</param>
/// <param name="Refusal">Why it stays, as a sentence; null when it does not.</param>
public sealed record Removal(string? TrashId, string? Refusal)
{
    /// <summary>True when it stays because a disk does not take the change.</summary>
    public bool IsFault { get; init; }
}

/// <summary>What a refusal means for whoever looks for a subtitle.</summary>
public enum PlacementRefusal
{
    /// <summary>What was downloaded is no good: another one may be.</summary>
    Unfit,

    /// <summary>A person's file stands there: none may take its place.</summary>
    Taken,

    /// <summary>The disk does not take it: a person has to look, and a later try may go well.</summary>
    Disk,

    /// <summary>The video is gone.</summary>
    NoVideo,
}
