using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Languages;

/// <summary>Tells of profiles.</summary>
internal sealed class ProfileAudit : AuditRule
{
    public override Type Entity => typeof(LanguageProfile);

    public override AuditSubject SubjectOf(EntityEntry entry) => new(
        "language_profile", entry.Property(nameof(LanguageProfile.Id)).IsTemporary ? null : ((LanguageProfile)entry.Entity).Id, ((LanguageProfile)entry.Entity).Name);

    protected override bool IsIgnored(IProperty property) => property.Name == nameof(LanguageProfile.Version);

    protected override AuditChange Change(string field, object? old, object? @new) => base.Change(field, (old as Cutoff)?.Text ?? old, (@new as Cutoff)?.Text ?? @new);
}

/// <summary>Tells of what profiles hold for.</summary>
internal sealed class ProfileAssignmentAudit : AuditRule
{
    public override Type Entity => typeof(ProfileAssignment);

    public override AuditSubject SubjectOf(EntityEntry entry)
    {
        var assignment = (ProfileAssignment)entry.Entity;
        return new("language_profile_assignment", null, assignment.Key.Length == 0 ? "default" : $"{assignment.Scope.ToString().ToLowerInvariant()} {assignment.Key}");
    }

    protected override bool IsIgnored(IProperty property) => property.Name != nameof(ProfileAssignment.ProfileId);
}
