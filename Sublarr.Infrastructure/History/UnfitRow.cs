using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.History;

/// <summary>A subtitle of a provider that was fetched for a video and did not stand the test: to fetch it again would cost a download for the same answer.</summary>
[NoConfiguration]
public sealed class UnfitRow
{
    /// <summary>So long it is not fetched again: by then its provider may have mended it, or Sublarr judges otherwise.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The longest reason.</summary>
    public const int ReasonLimit = 300;

    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>The video.</summary>
    public long VideoId { get; init; }

    /// <summary>The provider.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The subtitle's id there.</summary>
    public string ProviderSubtitleId { get; init; } = "";

    /// <summary>The language it was to be in, as an IETF tag.</summary>
    public string Language { get; init; } = "";

    /// <summary>What was wished of lines for the hearing impaired.</summary>
    public Wish HearingImpaired { get; init; }

    /// <summary>The size that the video had: it says nothing of another file under the same name.</summary>
    public long VideoSize { get; init; }

    /// <summary>When the video had been changed last, in UTC.</summary>
    public DateTimeOffset VideoChangedAt { get; init; }

    /// <summary>Why it was refused, as sentences.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Which subtitle, and what it was to be.</summary>
    internal ExpectedSubtitle Expected => new(new(Provider, ProviderSubtitleId), Language, HearingImpaired);

    /// <summary>True while it says something of a video.</summary>
    /// <param name="size">The size that the video has.</param>
    /// <param name="changedAt">When it was changed last, in UTC.</param>
    /// <param name="now">The time.</param>
    internal bool IsOf(long size, DateTimeOffset changedAt, DateTimeOffset now) => VideoSize == size && VideoChangedAt == changedAt && At > now - Kept;
}

internal sealed class UnfitRowConfiguration : IEntityTypeConfiguration<UnfitRow>
{
    public void Configure(EntityTypeBuilder<UnfitRow> builder)
    {
        builder.ToTable("unfit_subtitles");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Reason).HasMaxLength(UnfitRow.ReasonLimit);
        builder.Ignore(row => row.Expected);
        builder.HasIndex(row => row.VideoId).HasDatabaseName("ix_unfit_subtitles_video");
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
