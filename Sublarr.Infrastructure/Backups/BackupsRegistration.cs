using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Backups;

internal static class BackupsRegistration
{
    /// <summary>Adds backups, and how they are restored. What makes them by itself is found by scan.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSingleton<BackupShelf>()
        .AddSingleton<BackupWriting>()
        .AddSingleton<UpdateBackup>()
        .AddSingleton<RestoreUnpacking>()
        .AddSingleton<RestoreSwap>()
        .AddSingleton<RestoreAftermath>()
        .AddSingleton<IBackupDesk, BackupDesk>()
        .AddSingleton<IRestoreDesk, RestoreDesk>();
}
