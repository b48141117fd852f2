namespace Sublarr.Infrastructure.Audit;

/// <summary>Writes entries of the audit trail, with who it was and when.</summary>
internal sealed class AuditEntries(Acting acting, TimeProvider time)
{
    public AuditRow Entry(string action, AuditSubject subject, IReadOnlyList<AuditChange> changes)
    {
        var row = new AuditRow
        {
            At = time.GetUtcNow(),
            ActorKind = acting.Current.Kind,
            Actor = acting.Current.Name,
            Address = acting.Current.Address,
            Action = action,
            Subject = subject.Kind,
            SubjectName = subject.Name,
        };
        row.Ended(changes);
        if (subject.Id is { } id)
        {
            row.IsAbout(id);
        }

        return row;
    }
}
