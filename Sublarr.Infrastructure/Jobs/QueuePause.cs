using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>A lane, or the whole queue, that somebody has paused.</summary>
/// <param name="lane">The lane; <see cref="All"/> for the whole queue.</param>
/// <param name="since">When it was paused.</param>
public sealed class QueuePause(string lane, DateTimeOffset since)
{
    /// <summary>The lane that stands for all.</summary>
    public const string All = "";

    /// <summary>The lane; <see cref="All"/> for the whole queue.</summary>
    public string Lane { get; private set; } = lane;

    /// <summary>When it was paused.</summary>
    public DateTimeOffset Since { get; private set; } = since;
}

internal sealed class QueuePauseConfiguration : IEntityTypeConfiguration<QueuePause>
{
    public void Configure(EntityTypeBuilder<QueuePause> builder)
    {
        builder.ToTable("queue_pauses");
        builder.HasKey(pause => pause.Lane);
        builder.Property(pause => pause.Lane).HasMaxLength(200);
    }
}

/// <summary>Tells of pauses.</summary>
internal sealed class QueuePauseAudit : AuditRule
{
    public override Type Entity => typeof(QueuePause);

    public override AuditSubject SubjectOf(EntityEntry entry) =>
        new("queue pause", null, ((QueuePause)entry.Entity).Lane is { Length: > 0 } lane ? lane : "the whole queue");
}
