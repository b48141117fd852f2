using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.History;

/// <summary>A subtitle of a provider that a person does not want beside a video. There is one row for each of both.</summary>
public sealed class BlacklistRow
{
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

    /// <summary>Its language as an IETF tag.</summary>
    public string Language { get; init; } = "";

    /// <summary>The release it was made for, as the provider names it.</summary>
    public string? Release { get; init; }

    /// <summary>What the person says of it; null for nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when, in UTC.</summary>
    public DateTimeOffset AddedAt { get; init; }
}

internal sealed class BlacklistRowConfiguration : IEntityTypeConfiguration<BlacklistRow>
{
    public void Configure(EntityTypeBuilder<BlacklistRow> builder)
    {
        builder.ToTable("subtitle_blacklist");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Reason).HasMaxLength(BlacklistRow.ReasonLimit);
        builder.HasIndex(row => new { row.VideoId, row.Provider, row.ProviderSubtitleId }).HasDatabaseName("ix_subtitle_blacklist_video").IsUnique();
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Tells of what is blacklisted.</summary>
internal sealed class BlacklistAudit : AuditRule
{
    public override Type Entity => typeof(BlacklistRow);

    public override AuditSubject SubjectOf(EntityEntry entry) =>
        entry.Entity is BlacklistRow row ? new("blacklist", row.Id, row.Release ?? row.ProviderSubtitleId) : new("blacklist", null, null);
}
