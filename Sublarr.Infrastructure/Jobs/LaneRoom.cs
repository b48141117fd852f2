using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>How many jobs of a lane may run at the same time, where somebody has set that.</summary>
/// <param name="lane">The lane of a kind of jobs.</param>
/// <param name="atOnce">How many.</param>
public sealed class LaneRoom(string lane, int atOnce)
{
    /// <summary>The lane.</summary>
    public string Lane { get; private set; } = lane;

    /// <summary>How many.</summary>
    public int AtOnce { get; private set; } = atOnce;

    /// <summary>Sets another number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for one.</exception>
    public void Change(int atOnce)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        AtOnce = atOnce;
    }
}

internal sealed class LaneRoomConfiguration : IEntityTypeConfiguration<LaneRoom>
{
    public void Configure(EntityTypeBuilder<LaneRoom> builder)
    {
        builder.ToTable("lane_rooms");
        builder.HasKey(room => room.Lane);
        builder.Property(room => room.Lane).HasMaxLength(200);
    }
}

/// <summary>Tells how many at once were set, and for which lane.</summary>
internal sealed class LaneRoomAudit : AuditRule
{
    public override Type Entity => typeof(LaneRoom);

    public override AuditSubject SubjectOf(EntityEntry entry) => new("lane", null, ((LaneRoom)entry.Entity).Lane);
}
