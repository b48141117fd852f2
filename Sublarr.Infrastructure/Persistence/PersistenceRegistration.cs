using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    /// <summary>Adds the database, its one writer, and EF Core.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services) => services
        .AddSingleton<SqliteDatabase>()
        .AddSingleton<WriteGate>()
        .AddSingleton<GatedSave>()
        .AddSingleton<StorageState>()
        .AddSingleton<StorageInterceptor>()
        .AddSingleton<DatabaseCheck>()
        .AddSingleton<LostDatabase>()
        .AddHostedService<DatabaseWatch>()
        .AddSingleton<LogCheckpoint>()
        .AddSingleton<GroupCommit>()
        .AddSingleton<DatabaseSetup>()
        .AddDbContextFactory<SublarrDbContext, SublarrContexts>((provider, context) => context
            .UseSqlite(provider.GetRequiredService<SqliteDatabase>().ConnectionString)
            .AddInterceptors(provider.GetRequiredService<StorageInterceptor>()));
}
