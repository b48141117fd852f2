using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>The room that backups and restores take on the disk of the configuration folder: one that they fill would stop everything else.</summary>
internal static class BackupRoom
{
    /// <summary>Room that is left to all others.</summary>
    public const long Reserve = 64 * 1024 * 1024;

    /// <summary>What is free.</summary>
    public static long Free(SublarrOptions options) => new DriveInfo(options.ConfigDirectory).AvailableFreeSpace;

    /// <summary>What a backup of now takes while it is made: the copy, and the packed one beside it unless that goes to another disk.</summary>
    public static long OfBackup(SublarrOptions options)
    {
        var size = new FileInfo(options.DatabasePath).Length;
        return size + (IsOnOneDisk(options) ? size / 2 : 0);
    }

    private static bool IsOnOneDisk(SublarrOptions options) =>
        Posix.FindStatusOf(options.ConfigDirectory) is { } config && Posix.FindStatusOf(options.BackupDirectory) is { } backups && config.Identity.IsOnDiskOf(backups.Identity);
}
