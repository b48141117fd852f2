using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SQLitePCL;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Sets up the SQLite that comes with Sublarr (docs/decisions/0014), before anything opens a database.</summary>
internal static class SqliteNative
{
    // Nobody reads SQLite's statistics of memory, and each of its allocations takes a lock for them. It can be set before the first use alone.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must run before the first SQLite type is loaded, in the app, the tests and the tools alike.")]
    internal static void Register()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
