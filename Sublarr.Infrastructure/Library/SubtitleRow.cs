using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>A subtitle of a video: a file beside it, or a stream in it.</summary>
public sealed class SubtitleRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>The video.</summary>
    public long VideoId { get; init; }

    /// <summary>The name of the file beside it; null for a stream.</summary>
    public string? Name { get; init; }

    /// <summary>The number of the stream; null for a file.</summary>
    public int? Stream { get; init; }

    /// <summary>Its language as an IETF tag; null when nothing tells.</summary>
    public string? Language { get; init; }

    /// <summary>True for what is foreign in the film alone.</summary>
    public bool IsForced { get; init; }

    /// <summary>True for what tells what is heard, too.</summary>
    public bool IsHearingImpaired { get; init; }

    /// <summary>The ending of the file, or the codec of the stream in ffprobe's words.</summary>
    public string? Format { get; init; }

    /// <summary>What its name or its stream says besides.</summary>
    public string? Title { get; init; }

    /// <summary>How it came there.</summary>
    public SubtitleOrigin Origin { get; init; }
}

internal sealed class SubtitleRowConfiguration : IEntityTypeConfiguration<SubtitleRow>
{
    public void Configure(EntityTypeBuilder<SubtitleRow> builder)
    {
        builder.ToTable("subtitles");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.VideoId).HasDatabaseName("ix_subtitles_video");
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
