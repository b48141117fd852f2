using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>How many attempts of one subscription in one hour took about the same time. Few rows answer for any number of attempts.</summary>
[NoConfiguration]
public sealed class DeliveryHourRow
{
    /// <summary>Whose deliveries they were.</summary>
    public long SubscriptionId { get; init; }

    /// <summary>Hours since 1970, in UTC.</summary>
    public long Hour { get; init; }

    /// <summary>The <see cref="DurationBucket"/> of their duration.</summary>
    public int Bucket { get; init; }

    /// <summary>Attempts that succeeded.</summary>
    public int Succeeded { get; init; }

    /// <summary>Attempts that failed.</summary>
    public int Failed { get; init; }
}

internal sealed class DeliveryHourRowConfiguration : IEntityTypeConfiguration<DeliveryHourRow>
{
    public void Configure(EntityTypeBuilder<DeliveryHourRow> builder)
    {
        builder.ToTable("delivery_hours");
        builder.HasKey(row => new { row.SubscriptionId, row.Hour, row.Bucket });
    }
}
