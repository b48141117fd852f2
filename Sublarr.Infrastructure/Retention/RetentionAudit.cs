using Microsoft.EntityFrameworkCore.ChangeTracking;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Retention;

/// <summary>Tells of how long the log is kept.</summary>
internal sealed class RetentionAudit : AuditRule
{
    public override Type Entity => typeof(RetentionLimits);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("retention", null, null);
}
