using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    /// <summary>Adds the one writer, and how EF Core saves. The database itself is an <see cref="IStore"/>.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services) => services
        .AddSingleton<WriteGate>()
        .AddSingleton<GatedSave>()
        .AddSingleton<SaveCount>()
        .AddSingleton<StorageState>()
        .AddSingleton<StorageInterceptor>()
        .AddSingleton<LostDatabase>()
        .AddSingleton<Rush>()
        .AddSingleton<GroupCommit>();
}
