using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>Makes a backup before an update changes the database: the only way back to the Sublarr before it.</summary>
internal sealed partial class UpdateBackup(SublarrOptions options, BackupWriting writing, BackupShelf shelf, ILogger<UpdateBackup> logger)
{
    /// <summary>Makes it, or says why there is none.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (RestoreMark.Read(options) is { Phase: RestorePhase.In })
        {
            // It came out of a backup just now: one more of the same would only push out another.
            return;
        }

        try
        {
            LogBegun();
            // A share that hangs would hold the start up for ever, before anything listens.
            await shelf.ProbeAsync(cancellationToken);
            var made = writing.Make(writing.NewName(BackupKind.Update), cancellationToken);
            // How many of the schedule's are kept is in the database, which cannot be read yet.
            shelf.RemoveBeyond(made.Name, int.MaxValue);
        }
        catch (BackupException exception)
        {
            // The start goes on. An update comes by itself in many houses: a Sublarr that stays away for a full disk or a share that is not mounted loses every report until
            // somebody looks, while migrations run in transactions and are tried on databases of every version before. The page of backups and the log tell of it.
            LogNotMade(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is from an earlier Sublarr: a backup is made before it is changed")]
    private partial void LogBegun();

    [LoggerMessage(Level = LogLevel.Warning, Message = "No backup could be made before the update changed the database, and the update went on without: {Problem}")]
    private partial void LogNotMade(string problem);
}
