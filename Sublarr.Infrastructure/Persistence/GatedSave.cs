using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The one way in which EF Core saves: through the gate, and with what tells of it in the same transaction. It is written out
/// here because interceptors cannot leave a gate: EF Core tells them of no fault of another interceptor, and of a cancellation before they have entered.
/// </summary>
internal sealed class GatedSave(WriteGate gate, StorageState storage, ISaveWitness witness, SaveCount saves)
{
    /// <summary>Saves what a context tracks.</summary>
    /// <param name="context">The context.</param>
    /// <param name="save">EF Core's own save.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    /// <exception cref="StorageException">The file is gone or damaged; nothing is stored.</exception>
    public async Task<int> RunAsync(DbContext context, Func<CancellationToken, Task<int>> save, CancellationToken cancellationToken)
    {
        // Who has begun a transaction holds SQLite's lock: to wait for the gate as well is to wait for a writer who waits for the lock.
        var saved = context.Database.CurrentTransaction is null
            ? await SaveInTurnAsync(context, save, cancellationToken)
            : await SaveAsync(context, save, cancellationToken);
        saves.Saved();
        return saved;
    }

    private async Task<int> SaveInTurnAsync(DbContext context, Func<CancellationToken, Task<int>> save, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken);
        try
        {
            return await SaveAsync(context, save, cancellationToken);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<int> SaveAsync(DbContext context, Func<CancellationToken, Task<int>> save, CancellationToken cancellationToken)
    {
        // What is saved into a file that is gone or damaged would be gone with it.
        storage.Demand();
        var told = witness.Witness(context);
        try
        {
            told.Tell();
            return told.AwaitIds ? await SaveTwiceAsync(context, save, told, cancellationToken) : await save(cancellationToken);
        }
        catch
        {
            told.TakeBack();
            throw;
        }
    }

    // What is created has its id only once it is stored, and what tells of it is to have it too: both saves, or none.
    private static async Task<int> SaveTwiceAsync(DbContext context, Func<CancellationToken, Task<int>> save, ISaveAccount told, CancellationToken cancellationToken)
    {
        await using var transaction = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        var saved = await save(cancellationToken);
        told.NameCreated();
        await save(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return saved;
    }
}
