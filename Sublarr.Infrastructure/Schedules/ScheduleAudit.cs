using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>Tells of when things run.</summary>
internal sealed class ScheduleAudit : AuditRule
{
    public override Type Entity => typeof(ScheduleSettings);

    public override AuditSubject SubjectOf(EntityEntry entry) => new("schedule", null, ((ScheduleSettings)entry.Entity).Key);

    protected override bool IsIgnored(IProperty property) => property.Name == nameof(ScheduleSettings.ChangedAt);
}
