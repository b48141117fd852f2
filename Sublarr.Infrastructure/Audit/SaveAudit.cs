using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Audit;

/// <summary>
/// Adds to every save through EF Core the entries that tell of it: they are in the same transaction as the change, and nobody
/// who changes something can forget them.
/// </summary>
internal sealed class SaveAudit(AuditEntries entries, AuditRules rules) : ISaveWitness
{
    public ISaveAccount Witness(DbContext context) => new ToldChanges(context, this);

    /// <summary>Adds the entries to what is going to be saved.</summary>
    /// <param name="context">What is saved.</param>
    /// <param name="told">Keeps the entries.</param>
    public void Tell(DbContext context, ToldChanges told)
    {
        var changes = context.ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => (Entry: entry, Rule: rules.Of(entry.Metadata.ClrType)))
            .Where(change => change.Rule is not null)
            .Select(change => new Change(change.Entry, change.Rule!, change.Rule!.SubjectOf(change.Entry)))
            .GroupBy(change => (change.Subject, Action: change.Rule.IsPart ? "changed" : change.Rule.ActionOf(change.Entry), Own: change.Rule.IsPart ? null : change.Entry.Entity))
            .ToList();
        foreach (var group in changes)
        {
            Add(group.Key.Subject, group.Key.Action, [.. group], told);
        }
    }

    private void Add(AuditSubject subject, string action, List<Change> parts, ToldChanges told)
    {
        var fields = parts.SelectMany(part => part.Rule.ChangesOf(part.Entry)).ToList();
        if (fields.Count == 0 && action == "changed")
        {
            return;
        }

        var row = entries.Entry(action, subject, fields);
        if (parts is [{ Entry.State: EntityState.Added } single] && !single.Rule.IsPart)
        {
            told.AddCreated(row, single.Entry, single.Rule);
        }
        else
        {
            told.Add(row);
        }
    }

    private sealed record Change(EntityEntry Entry, AuditRule Rule, AuditSubject Subject);
}

/// <summary>The entries of one save.</summary>
internal sealed class ToldChanges(DbContext context, SaveAudit audit) : ISaveAccount
{
    private readonly List<AuditRow> _rows = [];
    private readonly List<(AuditRow Row, EntityEntry Entry, AuditRule Rule)> _created = [];

    public bool AwaitIds => _created.Count > 0;

    public void Tell() => audit.Tell(context, this);

    public void Add(AuditRow row)
    {
        context.Add(row);
        _rows.Add(row);
    }

    public void AddCreated(AuditRow row, EntityEntry entry, AuditRule rule)
    {
        Add(row);
        _created.Add((row, entry, rule));
    }

    public void NameCreated()
    {
        foreach (var (row, entry, rule) in _created)
        {
            if (rule.SubjectOf(entry).Id is { } id)
            {
                row.IsAbout(id);
            }
        }
    }

    public void TakeBack()
    {
        foreach (var row in _rows)
        {
            context.Entry(row).State = EntityState.Detached;
        }
    }
}
