using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Health;

/// <summary>What the last health check found, over restarts.</summary>
/// <param name="contexts">The database.</param>
public sealed class HealthBook(IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>When was looked last, and what is wrong since; null before the first look.</summary>
    public async Task<HealthCheckUp?> LastAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Health.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } record
            ? new(record.CheckedAt, [.. record.Known().Where(known => known.EndedAt is null).OrderByDescending(known => known.Finding.Level).ThenBy(known => known.Since)])
            : null;
    }

    /// <summary>All that is known, with what is over and has not been told.</summary>
    internal async Task<IReadOnlyList<KnownFinding>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Health.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.Known() ?? [];
    }

    /// <summary>Stores it.</summary>
    internal async Task SaveAsync(Action<HealthRecord> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        change(await context.Health.SingleOrDefaultAsync(cancellationToken) ?? context.Add(new HealthRecord()).Entity);
        await context.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>A health check that was made.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Findings">What is wrong, the worst first.</param>
public sealed record HealthCheckUp(DateTimeOffset At, IReadOnlyList<KnownFinding> Findings);
