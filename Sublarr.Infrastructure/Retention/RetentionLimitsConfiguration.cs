using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Retention;

internal sealed class RetentionLimitsConfiguration : IEntityTypeConfiguration<RetentionLimits>
{
    public void Configure(EntityTypeBuilder<RetentionLimits> builder)
    {
        builder.ToTable("retention");
        builder.HasKey(limits => limits.Id);
        builder.Property(limits => limits.Id).ValueGeneratedNever();
        builder.Property(limits => limits.FailedDays).HasDefaultValue(RetentionLimits.UsualFailedDays);
        builder.Property(limits => limits.Backups).HasDefaultValue(RetentionLimits.UsualBackups);
        builder.Ignore(limits => limits.Age);
        builder.Ignore(limits => limits.FailedAge);
    }
}
