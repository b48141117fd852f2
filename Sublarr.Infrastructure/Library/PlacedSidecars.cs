using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Keeps what was written beside a video: what lies there is looked at anew, and where the new one comes from is remembered.</summary>
internal sealed class PlacedSidecars(GroupCommit writer, ILibraryTable table, PatientDisk disk)
{
    /// <summary>Stores what lies beside a video of the library after something was taken away; nothing for a video that is none of it.</summary>
    /// <param name="video">The video's whole path.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task LookAsync(string video, CancellationToken cancellationToken)
    {
        var sidecars = await disk.AskAsync(() => VideoLook.SidecarsOf(new FileInfo(video)), cancellationToken);
        await writer.WriteAsync(WriteUrgency.Awaited, session => table.PutBeside(session, video, sidecars), cancellationToken);
    }

    /// <summary>Stores what lies beside a video of the library; nothing for a video that is none of it.</summary>
    /// <param name="video">The video's whole path.</param>
    /// <param name="name">The file that was written.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task KeepAsync(string video, string name, SubtitleOrigin origin, CancellationToken cancellationToken)
    {
        var sidecars = await disk.AskAsync(() => VideoLook.SidecarsOf(new FileInfo(video)), cancellationToken);
        await writer.WriteAsync(WriteUrgency.Background, session => table.PutPlaced(session, video, sidecars, name, origin), cancellationToken);
    }
}
