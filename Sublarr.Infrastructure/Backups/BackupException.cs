using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Backups;

/// <summary>A backup cannot be made or used, for a reason that a person can mend. The message says what and how.</summary>
public sealed class BackupException : Exception
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Creates the problem.</summary>
    /// <param name="message">What is wrong and what helps.</param>
    /// <param name="innerException">What the system said.</param>
    public BackupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>What the system said of a folder, in words.</summary>
    internal static BackupException Of(string folder, Exception exception) => exception switch
    {
        BackupException known => known,
        IOException { HResult: NoSpaceLeft or QuotaExceeded } => new($"The disk of {folder} is full. Free some space, or choose another folder with SUBLARR_BACKUP_DIR.", exception),
        IOException or UnauthorizedAccessException => new(
            $"{folder} cannot be written ({exception.Message.TrimEnd('.')}). Look whether it is mounted, and give it to the user {ProcessUser.Description}.", exception),
        _ => new(StorageFault.Of(exception) ?? exception.Message, exception),
    };
}
