using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Takes what lies in a folder out of the library.</summary>
public interface IForgottenFolders
{
    /// <summary>Forgets the videos that no Sonarr and no Radarr has; on disk nothing changes.</summary>
    /// <param name="folder">A whole path, without a separator at its end.</param>
    /// <param name="cancellationToken">Stops after what is at hand.</param>
    /// <returns>How many there were.</returns>
    Task<int> ForgetAsync(string folder, CancellationToken cancellationToken);
}

internal sealed class ForgottenFolders(GroupCommit writer, ILibraryTable table) : IForgottenFolders
{
    /// <summary>Videos of one transaction: others wait for it.</summary>
    private const int AtOnce = 250;

    public async Task<int> ForgetAsync(string folder, CancellationToken cancellationToken)
    {
        var (all, some) = (0, 0);
        do
        {
            some = await writer.WriteAsync(WriteUrgency.Background, session => table.ForgetFolder(session, folder, AtOnce), cancellationToken);
            all += some;
        }
        while (some > 0);

        await writer.WriteAsync(WriteUrgency.Background, table.RemoveEmptyFolders, cancellationToken);
        return all;
    }
}
