using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sublarr.Infrastructure.Library;

/// <summary>A job that found something new of a video. The job itself may have been cleared away since.</summary>
public sealed class VideoJobRow
{
    /// <summary>The video.</summary>
    public long VideoId { get; init; }

    /// <summary>The job.</summary>
    public long JobId { get; init; }
}

internal sealed class VideoJobRowConfiguration : IEntityTypeConfiguration<VideoJobRow>
{
    public void Configure(EntityTypeBuilder<VideoJobRow> builder)
    {
        builder.ToTable("video_jobs");
        builder.HasKey(row => new { row.VideoId, row.JobId });
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
