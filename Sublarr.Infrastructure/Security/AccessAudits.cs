using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Security;

/// <summary>Tells of who may sign in. A password is never shown; its new security stamp says that it changed, a stronger hash of the same does not.</summary>
internal sealed class AdministratorAudit : AuditRule
{
    private static readonly string[] Told = [nameof(Administrator.UserName), nameof(Administrator.SecurityStamp)];

    public override Type Entity => typeof(Administrator);

    public override AuditSubject SubjectOf(EntityEntry entry) =>
        new("administrator", entry.Property(nameof(Administrator.Id)).IsTemporary ? null : ((Administrator)entry.Entity).Id, ((Administrator)entry.Entity).UserName);

    protected override bool IsIgnored(IProperty property) => !Told.Contains(property.Name);

    protected override string FieldOf(EntityEntry entry, PropertyEntry property) =>
        property.Metadata.Name == nameof(Administrator.SecurityStamp) ? "password" : base.FieldOf(entry, property);

    protected override AuditChange Change(string field, object? old, object? @new) =>
        field == "password" ? new(field, null, null, IsSecret: true) : base.Change(field, old, @new);
}

/// <summary>Tells of sign-ins that begin and end. That something was heard of one is no change.</summary>
internal sealed class SessionAudit : AuditRule
{
    private static readonly string[] Told = [nameof(Session.Address), nameof(Session.Browser)];

    public override Type Entity => typeof(Session);

    public override AuditSubject SubjectOf(EntityEntry entry) => new("session", null, null);

    protected override bool IsIgnored(IProperty property) => !Told.Contains(property.Name);
}
