using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>How many jobs of a lane may run at the same time, where a person has set that. It holds at once, and over a restart.</summary>
public sealed class LaneRooms(IDbContextFactory<SublarrDbContext> contexts, IEnumerable<IQueueWatch> watches) : IDisposable
{
    private readonly IQueueWatch[] _watches = [.. watches];

    // Two browsers set it in the same moment: memory is what the file says.
    private readonly SemaphoreSlim _turn = new(1);
    private FrozenDictionary<string, int> _rooms = FrozenDictionary<string, int>.Empty;

    /// <summary>What is set for a lane; null for most.</summary>
    public int? Of(string lane) => Volatile.Read(ref _rooms).TryGetValue(lane, out var atOnce) ? atOnce : null;

    /// <summary>Reads what was set before the last stop.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rooms = await context.LaneRooms.AsNoTracking().ToListAsync(cancellationToken);
        Volatile.Write(ref _rooms, rooms.ToFrozenDictionary(room => room.Lane, room => room.AtOnce, StringComparer.Ordinal));
    }

    internal async Task SetAsync(string lane, int? atOnce, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Not left half done: what is saved holds here too, whoever has gone meanwhile.
            await StoreAsync(lane, atOnce, CancellationToken.None);
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

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task StoreAsync(string lane, int? atOnce, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        switch (await context.LaneRooms.FindAsync([lane], cancellationToken), atOnce)
        {
            case ({ } set, { } other):
                set.Change(other);
                break;
            case ({ } set, null):
                context.Remove(set);
                break;
            case (null, { } first):
                context.Add(new LaneRoom(lane, first));
                break;
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
