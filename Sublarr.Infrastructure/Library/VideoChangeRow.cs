using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sublarr.Infrastructure.Library;

/// <summary>A video of which something has changed that decides what it lacks, and nobody has worked that out since.</summary>
public sealed class VideoChangeRow
{
    /// <summary>Rises with each change: who has worked out one of them has not worked out a later one.</summary>
    public long Id { get; init; }

    /// <summary>The video.</summary>
    public long VideoId { get; init; }

    /// <summary>The job that looked at it because it was imported; null for any other reason.</summary>
    public long? JobId { get; init; }
}

internal sealed class VideoChangeRowConfiguration : IEntityTypeConfiguration<VideoChangeRow>
{
    public void Configure(EntityTypeBuilder<VideoChangeRow> builder)
    {
        builder.ToTable("video_changes");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.VideoId).HasDatabaseName("ix_video_changes_video").IsUnique();
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
