using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>How often a better subtitle was looked for in vain. It goes with the subtitle.</summary>
[NoConfiguration]
public sealed class UpgradeLookRow
{
    /// <summary>The subtitle that is there.</summary>
    public long SubtitleId { get; init; }

    /// <summary>How often nothing better was found.</summary>
    public int Looks { get; set; }

    /// <summary>When it was looked for last, in UTC.</summary>
    public DateTimeOffset LookedAt { get; set; }

    /// <summary>When it is looked for by itself, at the earliest; in UTC.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>What came of it, as sentences.</summary>
    public string Note { get; set; } = "";
}

internal sealed class UpgradeLookRowConfiguration : IEntityTypeConfiguration<UpgradeLookRow>
{
    public void Configure(EntityTypeBuilder<UpgradeLookRow> builder)
    {
        builder.ToTable("upgrade_looks");
        builder.HasKey(row => row.SubtitleId);
        builder.Property(row => row.SubtitleId).ValueGeneratedNever();
        builder.HasOne<SubtitleRow>().WithMany().HasForeignKey(row => row.SubtitleId).OnDelete(DeleteBehavior.Cascade);
    }
}
