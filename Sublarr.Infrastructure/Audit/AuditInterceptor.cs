using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sublarr.Infrastructure.Audit;

/// <summary>
/// Adds to every save through EF Core the entries that tell of it: they are in the same transaction as the change, and nobody
/// who changes something can forget them.
/// </summary>
internal sealed class AuditInterceptor(AuditTrail trail, AuditRules rules) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<Nameless>> _nameless = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } context)
        {
            var changes = context.ChangeTracker.Entries()
                .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                .Select(entry => (Entry: entry, Rule: rules.Of(entry.Metadata.ClrType)))
                .Where(change => change.Rule is not null)
                .Select(change => new Change(change.Entry, change.Rule!, change.Rule!.SubjectOf(change.Entry)))
                .GroupBy(change => (change.Subject, Action: change.Rule.IsPart ? "changed" : ActionOf(change.Entry), Own: change.Rule.IsPart ? null : change.Entry.Entity))
                .ToList();
            foreach (var group in changes)
            {
                Add(context, group.Key.Subject, group.Key.Action, [.. group]);
            }
        }

        return ValueTask.FromResult(result);
    }

    // What was created has its id now. The entry itself is stored already.
    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } context && _nameless.TryGetValue(context, out var waiting))
        {
            _nameless.Remove(context);
            foreach (var (row, entry, rule) in waiting)
            {
                if (rule.SubjectOf(entry).Id is { } id)
                {
                    row.IsAbout(id);
                }
            }

            await context.SaveChangesAsync(cancellationToken);
        }

        return result;
    }

    private void Add(DbContext context, AuditSubject subject, string action, List<Change> parts)
    {
        var fields = parts.SelectMany(part => part.Rule.ChangesOf(part.Entry)).ToList();
        if (fields.Count == 0 && action == "changed")
        {
            return;
        }

        var row = trail.Entry(action, subject, fields);
        context.Add(row);
        if (parts is [{ Entry.State: EntityState.Added } single] && !single.Rule.IsPart)
        {
            _nameless.GetOrCreateValue(context).Add(new(row, single.Entry, single.Rule));
        }
    }

    private static string ActionOf(EntityEntry entry) => entry.State switch
    {
        EntityState.Added => "created",
        EntityState.Deleted => "deleted",
        _ => "changed",
    };

    private sealed record Change(EntityEntry Entry, AuditRule Rule, AuditSubject Subject);

    private sealed record Nameless(AuditRow Row, EntityEntry Entry, AuditRule Rule);
}
