using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.History;

/// <summary>Sends subtitles to the trash for people, and writes it down.</summary>
internal sealed class SubtitleRemoval(IDbContextFactory<SublarrDbContext> contexts, SubtitleHistory history, SubtitlePlacement placement, TimeProvider time)
{
    /// <summary>A subtitle of the library with its video; null when there is none.</summary>
    public async Task<KnownSubtitle?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await KnownSubtitle.FindAsync(context, id, cancellationToken);
    }

    /// <summary>Why there is none, in the words of its history.</summary>
    public async Task<SubtitleDeed> GoneAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await context.SubtitleHistory.AsNoTracking().Where(row => row.SubtitleId == id).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return new(DeedResult.Gone, last is { Action: SubtitleAction.Deleted or SubtitleAction.Blacklisted }
            ? "It is in the trash already."
            : "There is no such subtitle any more: it was replaced, or its file or its video is gone.");
    }

    /// <summary>Sends it to the trash.</summary>
    /// <param name="known">The subtitle.</param>
    /// <param name="action">Deleted or blacklisted.</param>
    /// <param name="reason">Why, as a sentence.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SubtitleDeed> RemoveAsync(KnownSubtitle known, SubtitleAction action, string reason, CancellationToken cancellationToken)
    {
        if (known.Row.Name is not { } name)
        {
            return new(DeedResult.Impossible, "It is a stream of the video itself, and nothing is taken out of videos.");
        }

        var origin = await history.OriginOfAsync(known.Row.Id, cancellationToken);
        var removal = await placement.RemoveAsync(known.Video.Path, name, reason, cancellationToken);
        if (removal.Refusal is { } refusal)
        {
            return new(removal.IsFault ? DeedResult.Disk : DeedResult.Impossible, refusal);
        }

        if (removal.TrashId is not { } trash)
        {
            return new(DeedResult.Gone, $"{name} is not there any more. The folder has been looked at anew.");
        }

        // What has been moved is told, whoever waits for the answer.
        await history.AddAsync(known.Told(action, time.GetUtcNow(), reason, known.Row.Origin == SubtitleOrigin.Downloaded ? origin : null, [trash]), CancellationToken.None);
        return new(DeedResult.Done, $"{name} is in the trash.") { SubtitleId = known.Row.Id, Path = SidecarOrder.PathOf(known.Video.Path, name) };
    }
}
