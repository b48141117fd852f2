using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Something of the database in memory, read again after any save through EF Core.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="contexts">The database.</param>
/// <param name="saves">Tells of saves.</param>
/// <param name="read">Reads it.</param>
internal sealed class SavedState<T>(IDbContextFactory<SublarrDbContext> contexts, SaveCount saves, Func<SublarrDbContext, CancellationToken, Task<T>> read) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile T? _current;
    private volatile int _loaded;

    /// <summary>What is known now, a moment behind a change; null before it was first read.</summary>
    public T? Current => _current;

    /// <summary>The present state, with every change that was saved before the call.</summary>
    public ValueTask<T> GetAsync(CancellationToken cancellationToken) =>
        _loaded == saves.Now ? ValueTask.FromResult(_current!) : new(LoadAsync(cancellationToken));

    public void Dispose() => _loading.Dispose();

    private async Task<T> LoadAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            // Taken before reading: a change that comes while reading is read again at the next call.
            var now = saves.Now;
            if (_loaded != now)
            {
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                _current = await read(context, cancellationToken);
                _loaded = now;
            }

            return _current!;
        }
        finally
        {
            _loading.Release();
        }
    }
}
