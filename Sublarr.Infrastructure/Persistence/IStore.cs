using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>The database that the writer writes to, and through which indexes some questions are read.</summary>
internal interface IStore
{
    /// <summary>Opens the writer's own connection. What is committed on it is on disk when the commit returns.</summary>
    /// <exception cref="DbException">The database cannot be opened.</exception>
    WriteSession OpenForWriting();

    /// <summary>
    /// The rows, to be read through one index: for questions to which the store would choose another one that is slower. They must ask for no
    /// more than the index holds.
    /// </summary>
    /// <param name="rows">All rows.</param>
    /// <param name="index">The name of the index, as the configuration of the row has it.</param>
    IQueryable<TRow> Through<TRow>(DbSet<TRow> rows, string index)
        where TRow : class;
}
