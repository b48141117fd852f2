using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>When a schedule ran last.</summary>
[NoConfiguration]
public sealed class ScheduleRunRow
{
    /// <summary>The schedule.</summary>
    public required string Key { get; init; }

    /// <summary>From when the next run is counted: the last run, or the first start that knew the schedule.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The job that was queued last; null when none was.</summary>
    public long? JobId { get; init; }
}

internal sealed class ScheduleRunRowConfiguration : IEntityTypeConfiguration<ScheduleRunRow>
{
    public void Configure(EntityTypeBuilder<ScheduleRunRow> builder)
    {
        builder.ToTable("schedule_runs");
        builder.HasKey(row => row.Key);
        builder.Property(row => row.Key).HasMaxLength(100);
    }
}
