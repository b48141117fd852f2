using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Audit;

/// <summary>Knows on whose behalf the code runs, and records what is changed outside the database. What is saved through EF Core is recorded by <see cref="SaveAudit"/>.</summary>
public sealed class AuditTrail
{
    /// <summary>The field that says how a change ended that was not simply made.</summary>
    public const string Outcome = "outcome";

    private readonly AuditEntries _entries;
    private readonly Acting _acting;
    private readonly IDbContextFactory<SublarrDbContext> _contexts;

    internal AuditTrail(AuditEntries entries, Acting acting, IDbContextFactory<SublarrDbContext> contexts) => (_entries, _acting, _contexts) = (entries, acting, contexts);

    /// <summary>Who it is; Sublarr itself where nobody was named.</summary>
    public Actor Current => _acting.Current;

    /// <summary>Names who changes things from here on, within this flow, until disposed.</summary>
    public IDisposable As(Actor actor) => _acting.As(actor);

    /// <summary>Records that something was looked at that is worth an entry, such as a secret. Call it before it is shown.</summary>
    /// <param name="action">What was done, as a word.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="changes">The fields; never a secret.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public Task RecordAsync(string action, AuditSubject subject, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken) =>
        StoreAsync(_entries.Entry(action, subject, changes), cancellationToken);

    /// <summary>
    /// Makes a change of something that no transaction holds together with its entry, such as a file: the entry is stored first, and again with
    /// what came of it. So no change is without an entry, and one that was cut short says so.
    /// </summary>
    /// <param name="action">What is done, as a word.</param>
    /// <param name="subject">What it is done to.</param>
    /// <param name="change">Does it. An exception is recorded and thrown on.</param>
    /// <param name="tell">The fields as they are to be told; null when nothing was changed: then the entry is taken back.</param>
    public async Task<T> RecordAsync<T>(string action, AuditSubject subject, Func<Task<T>> change, Func<T, IReadOnlyList<AuditChange>?> tell)
    {
        var row = _entries.Entry(action, subject, [new(Outcome, null, "not known: Sublarr was stopped meanwhile")]);
        await StoreAsync(row, CancellationToken.None);
        try
        {
            var result = await change();
            await EndAsync(row, tell(result));
            return result;
        }
        catch (Exception exception)
        {
            await EndAsync(row, [new(Outcome, null, $"failed: {exception.Message}")]);
            throw;
        }
    }

    private async Task StoreAsync(AuditRow row, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task EndAsync(AuditRow row, IReadOnlyList<AuditChange>? changes)
    {
        await using var context = await _contexts.CreateDbContextAsync(CancellationToken.None);
        if (changes is null)
        {
            context.Remove(row);
        }
        else
        {
            context.Attach(row);
            row.Ended(changes);
        }

        await context.SaveChangesAsync(CancellationToken.None);
    }
}

/// <summary>What was changed.</summary>
/// <param name="Kind">As a word: hook, webhook, scoring …</param>
/// <param name="Id">Its id; null where it has none, or none yet.</param>
/// <param name="Name">What people call it; null where there is only one.</param>
public sealed record AuditSubject(string Kind, long? Id, string? Name);
