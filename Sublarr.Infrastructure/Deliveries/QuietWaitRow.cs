using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>A delivery that waits, or waited, for the end of quiet hours. In a table of its own: most subscriptions have none, and theirs is the hot path.</summary>
[NoConfiguration]
public sealed class QuietWaitRow
{
    /// <summary>The job of the delivery.</summary>
    public long JobId { get; init; }

    /// <summary>Whom it is for.</summary>
    public long SubscriptionId { get; init; }

    /// <summary>The job that tells, or told, of it together with others: its own for that one. Null while it waits.</summary>
    public long? DigestId { get; init; }
}

internal sealed class QuietWaitRowConfiguration : IEntityTypeConfiguration<QuietWaitRow>
{
    public void Configure(EntityTypeBuilder<QuietWaitRow> builder)
    {
        builder.ToTable("quiet_waits");
        builder.HasKey(row => row.JobId);
        builder.Property(row => row.JobId).ValueGeneratedNever();
        builder.HasIndex(row => row.SubscriptionId).HasFilter("digest_id IS NULL").HasDatabaseName("ix_quiet_waits_waiting");
        builder.HasIndex(row => row.DigestId).HasDatabaseName("ix_quiet_waits_digest");
    }
}
