using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Audit;

/// <summary>Knows on whose behalf the code runs, and records what is changed outside the database. What is saved through EF Core is recorded by <see cref="AuditInterceptor"/>.</summary>
/// <param name="services">Where the database is found.</param>
/// <param name="time">The clock.</param>
public sealed class AuditTrail(IServiceProvider services, TimeProvider time)
{
    private readonly AsyncLocal<Actor?> _current = new();

    /// <summary>Who it is; Sublarr itself where nobody was named.</summary>
    public Actor Current => _current.Value ?? Actor.Sublarr;

    /// <summary>True when somebody was named.</summary>
    public bool IsNamed => _current.Value is not null;

    /// <summary>Names who changes things from here on, within this flow, until disposed.</summary>
    public IDisposable As(Actor actor)
    {
        var former = _current.Value;
        _current.Value = actor;
        return new Turn(() => _current.Value = former);
    }

    /// <summary>Records a change of something that is not in the database, such as a script. Call it right after the change.</summary>
    /// <param name="action">What was done, as a word.</param>
    /// <param name="subject">What it was done to, as a word.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="changes">The fields; never a secret.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task RecordAsync(string action, string subject, string? name, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        // Asked for late: the factory's options know this trail.
        var contexts = (IDbContextFactory<SublarrDbContext>)services.GetService(typeof(IDbContextFactory<SublarrDbContext>))!;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(Entry(action, new AuditSubject(subject, null, name), changes));
        await context.SaveChangesAsync(cancellationToken);
    }

    internal AuditRow Entry(string action, AuditSubject subject, IReadOnlyList<AuditChange> changes)
    {
        var row = new AuditRow
        {
            At = time.GetUtcNow(),
            ActorKind = Current.Kind,
            Actor = Current.Name,
            Address = Current.Address,
            Action = action,
            Subject = subject.Kind,
            SubjectName = subject.Name,
            Changes = JsonSerializer.Serialize(changes, EventJson.Options),
        };
        if (subject.Id is { } id)
        {
            row.IsAbout(id);
        }

        return row;
    }

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>What was changed.</summary>
/// <param name="Kind">As a word: hook, webhook, scoring …</param>
/// <param name="Id">Its id; null where it has none, or none yet.</param>
/// <param name="Name">What people call it; null where there is only one.</param>
internal sealed record AuditSubject(string Kind, long? Id, string? Name);
