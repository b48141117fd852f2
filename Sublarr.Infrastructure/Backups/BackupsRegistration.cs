using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Backups;

internal static class BackupsRegistration
{
    /// <summary>Adds backups, and how they are restored. What makes them by itself is found by scan.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSingleton<BackupShelf>()
        .AddSingleton<BackupPacking>()
        .AddSingleton<BackupWriting>()
        .AddSingleton<UpdateBackup>()
        .AddSingleton<RestoreUnpacking>()
        .AddSingleton<RestoreSwap>()
        .AddHostedService<RestoreAftermath>()
        .AddSingleton<UploadSweep>()
        .AddSingleton<IJobWatcher>(provider => provider.GetRequiredService<UploadSweep>())
        .AddHostedService(provider => provider.GetRequiredService<UploadSweep>())
        .AddSingleton<IBackupDesk, BackupDesk>()
        .AddSingleton<IRestoreDesk, RestoreDesk>();
}
