using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Schedules;

internal sealed class ScheduleSettingsConfiguration : IEntityTypeConfiguration<ScheduleSettings>
{
    public void Configure(EntityTypeBuilder<ScheduleSettings> builder)
    {
        builder.ToTable("schedules");
        builder.HasKey(settings => settings.Key);
        builder.Property(settings => settings.Key).HasMaxLength(100);
        builder.Property(settings => settings.Cron).HasMaxLength(200);
        builder.Property(settings => settings.TimeZone).HasMaxLength(100);
        builder.Ignore(settings => settings.Trigger);
    }
}
