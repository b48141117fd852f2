using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What of the queue is paused. A person pauses it, and it stays so over a restart: what waits keeps its place and its attempts.</summary>
public sealed class QueuePauses(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time, IEnumerable<IQueueWatch> watches) : IDisposable
{
    private readonly IQueueWatch[] _watches = [.. watches];
    // Two browsers pause in the same moment: each finds what the other has stored, and memory is what the file says.
    private readonly SemaphoreSlim _turn = new(1);
    private FrozenSet<string> _lanes = [];

    /// <summary>The lanes that are paused; <see cref="QueuePause.All"/> among them when everything is.</summary>
    public IReadOnlySet<string> Lanes => Volatile.Read(ref _lanes);

    /// <summary>True when no job of the lane may begin.</summary>
    public bool Holds(string lane)
    {
        var lanes = Volatile.Read(ref _lanes);
        return lanes.Count > 0 && (lanes.Contains(lane) || (lanes.Contains(QueuePause.All) && !JobKinds.RunsInPause(lane)));
    }

    /// <summary>Reads what was paused before the last stop.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        Volatile.Write(ref _lanes, (await context.QueuePauses.Select(pause => pause.Lane).ToListAsync(cancellationToken)).ToFrozenSet(StringComparer.Ordinal));
    }

    internal async Task PauseAsync(string lane, CancellationToken cancellationToken)
    {
        await ChangeAsync(async context =>
        {
            if (await context.QueuePauses.FindAsync([lane], cancellationToken) is null)
            {
                context.Add(new QueuePause(lane, time.GetUtcNow()));
            }
        }, cancellationToken);
    }

    internal async Task ResumeAsync(string lane, CancellationToken cancellationToken)
    {
        // Who resumes the queue means all of it.
        await ChangeAsync(
            async context => context.RemoveRange(await context.QueuePauses.Where(pause => lane == QueuePause.All || pause.Lane == lane).ToListAsync(cancellationToken)), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task ChangeAsync(Func<SublarrDbContext, Task> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await change(context);
            // Not left half done: what is saved holds here too, whoever has gone meanwhile.
            await context.SaveChangesAsync(CancellationToken.None);
            await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }

        foreach (var watch in _watches)
        {
            watch.QueueChanged();
        }
    }
}
