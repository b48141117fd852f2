using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Which Sonarr and Radarr has which titles.</summary>
public interface ITitleSources
{
    /// <summary>A Sonarr or Radarr has another name: its titles stay its own. Capitals make no difference.</summary>
    /// <param name="source">Which program it is.</param>
    /// <param name="from">Its name before.</param>
    /// <param name="to">Its name now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task RenameAsync(ArrSource source, string from, string to, CancellationToken cancellationToken);
}

internal sealed class TitleSources(GroupCommit writer, ILibraryTable table) : ITitleSources
{
    public Task RenameAsync(ArrSource source, string from, string to, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Awaited, session => table.RenameInstance(session, source.Key(), from, to), cancellationToken);
}
