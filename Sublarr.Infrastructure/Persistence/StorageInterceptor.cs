using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Keeps EF Core from opening a file that is gone, and remembers the faults of storage it met.</summary>
internal sealed class StorageInterceptor(StorageState storage) : DbCommandInterceptor, IDbConnectionInterceptor
{
    // Before SQLite says of a file that is gone that it cannot be opened, which tells a person less.
    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        storage.DemandFile();
        return result;
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        storage.DemandFile();
        return ValueTask.FromResult(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => storage.Note(eventData.Exception);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        storage.Note(eventData.Exception);
        return Task.CompletedTask;
    }

    public void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => storage.Note(eventData.Exception);

    public Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        storage.Note(eventData.Exception);
        return Task.CompletedTask;
    }
}
