using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// Lets EF Core run on SQLitePCLRaw 2.0.6, and prefers the system's SQLite to the older one in the package
/// (docs/decisions/0003).
/// </summary>
internal static class SqliteNative
{
    private const string Core = "SQLitePCLRaw.core";
    private const string Bundled = "e_sqlite3";
    private const string SystemLibrary = "libsqlite3.so.0";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must run before the first SQLite type is loaded, in the app, the tests and the tools alike.")]
    internal static void Register()
    {
        AssemblyLoadContext.Default.Resolving += OlderCore;
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        Configure();
    }

    // Nobody reads SQLite's statistics of memory, and each of its allocations takes a lock for them. It has to come before anything else.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Configure()
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    // EF Core names version 2.1 of the core, which the loader refuses to find in an older file; without a version it does.
    private static Assembly? OlderCore(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted is { Name: Core, Version: not null } ? context.LoadFromAssemblyName(new AssemblyName(Core)) : null;

    // Zero means "search as usual", which finds the bundled library.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Bundled && OperatingSystem.IsLinux() && NativeLibrary.TryLoad(SystemLibrary, out var library) ? library : nint.Zero;
}
