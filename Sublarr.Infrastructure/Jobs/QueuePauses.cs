using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What of the queue is paused. A person pauses it, and it stays so over a restart: what waits keeps its place and its attempts.</summary>
public sealed class QueuePauses(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time)
{
    private FrozenSet<string> _lanes = [];

    /// <summary>The lanes that are paused; <see cref="QueuePause.All"/> among them when everything is.</summary>
    public IReadOnlySet<string> Lanes => Volatile.Read(ref _lanes);

    /// <summary>True when no job of the lane may begin.</summary>
    public bool Holds(string lane)
    {
        var lanes = Volatile.Read(ref _lanes);
        return lanes.Count > 0 && (lanes.Contains(lane) || (lanes.Contains(QueuePause.All) && lane != JobKinds.ChangeJobs));
    }

    /// <summary>Reads what was paused before the last stop.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        Volatile.Write(ref _lanes, (await context.QueuePauses.Select(pause => pause.Lane).ToListAsync(cancellationToken)).ToFrozenSet(StringComparer.Ordinal));
    }

    internal async Task PauseAsync(string lane, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.QueuePauses.FindAsync([lane], cancellationToken) is null)
        {
            context.Add(new QueuePause(lane, time.GetUtcNow()));
            await context.SaveChangesAsync(cancellationToken);
        }

        await LoadAsync(cancellationToken);
    }

    internal async Task ResumeAsync(string lane, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Who resumes the queue means all of it.
        context.RemoveRange(await context.QueuePauses.Where(pause => lane == QueuePause.All || pause.Lane == lane).ToListAsync(cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
        await LoadAsync(cancellationToken);
    }
}
