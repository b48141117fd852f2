using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.History;

/// <summary>Puts back what the history of a subtitle's place names, and writes it down.</summary>
internal sealed class SubtitleReturn(
    IDbContextFactory<SublarrDbContext> contexts, SubtitleRemoval removal, SubtitleHistory history, SubtitlePlacement placement, SubtitleTrash trash, TimeProvider time)
{
    /// <summary>Puts back the newest thing of it that is in the trash.</summary>
    public async Task<SubtitleDeed> RestoreAsync(long id, CancellationToken cancellationToken)
    {
        if (await NewestAsync(id, cancellationToken) is not { } newest)
        {
            return new(DeedResult.Gone, "There is no such subtitle, and nothing is known of one.");
        }

        if (newest is not { Row: { } told, Trashed: { } trashed })
        {
            return new(DeedResult.Impossible, "Nothing that it replaced is in the trash any more. Settings say how long the trash is kept.");
        }

        return await placement.RestoreAsync(trashed.Id, await ReturnedAsync(told.VideoId, cancellationToken), cancellationToken) switch
        {
            PlacementResult.Placed placed => await RestoredAsync(told, placed),
            PlacementResult.Refused { Kind: PlacementRefusal.Disk } refused => new(DeedResult.Disk, refused.Reason),
            PlacementResult.Refused refused => new(DeedResult.Impossible, refused.Reason),
            var other => throw new InvalidOperationException($"{other} is neither."),
        };
    }

    /// <summary>The file that would come back; null for none.</summary>
    public async Task<string?> RestorableAsync(long id, CancellationToken cancellationToken) =>
        await NewestAsync(id, cancellationToken) is { Trashed: { } trashed } ? Path.GetFileName(trashed.Path) : null;

    private async Task<Newest?> NewestAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await SubtitlePlace.FindAsync(context, id, cancellationToken) is not { } place)
        {
            return null;
        }

        var rows = await place.HistoryIn(context).Where(row => row.Trashed != null).ToListAsync(cancellationToken);
        return rows.SelectMany(row => row.TrashIds(), (row, trashId) => new Newest(row, trash.Find(trashId))).FirstOrDefault(newest => newest.Trashed is not null) ?? new(null, null);
    }

    // What a person has put back counts as theirs; who puts back another one lets it go again.
    private async Task<IReadOnlyList<string>> ReturnedAsync(long? videoId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Subtitles.AsNoTracking().Where(row => row.VideoId == videoId && row.Name != null && row.Origin == SubtitleOrigin.Found)
            .Select(row => new { row.Name, Last = context.Set<SubtitleHistoryRow>().Where(told => told.SubtitleId == row.Id).OrderByDescending(told => told.Id).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        return [.. found.Where(row => row.Last?.Action == SubtitleAction.Restored).Select(row => row.Name!)];
    }

    // It stands: that is written down, whoever waits for the answer.
    private async Task<SubtitleDeed> RestoredAsync(SubtitleHistoryRow told, PlacementResult.Placed placed)
    {
        var name = Path.GetFileName(placed.Path);
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var id = await context.Subtitles.Where(row => row.VideoId == told.VideoId && row.Name == name).Select(row => (long?)row.Id).FirstOrDefaultAsync(CancellationToken.None);
        var known = id is { } there ? await removal.FindAsync(there, CancellationToken.None) : null;
        if (known is not null)
        {
            const string reason = "A person took it out of the trash. From now on it counts as a person's own.";
            await history.AddAsync(known.Told(SubtitleAction.Restored, time.GetUtcNow(), reason, null, placed.Trashed), CancellationToken.None);
        }

        // Who puts back what was not wanted wants it after all.
        if (told.Action == SubtitleAction.Blacklisted)
        {
            var listed = context.Blacklist.Where(row => row.VideoId == told.VideoId && row.Provider == told.Provider && row.ProviderSubtitleId == told.ProviderSubtitleId);
            context.RemoveRange(await listed.ToListAsync(CancellationToken.None));
            await context.SaveChangesAsync(CancellationToken.None);
        }

        return new(DeedResult.Done, $"{name} is back.") { SubtitleId = known?.Row.Id, Path = placed.Path };
    }

    /// <summary>What is told of the newest thing in the trash, and that thing; both null when there is none.</summary>
    private sealed record Newest(SubtitleHistoryRow? Row, TrashedSubtitle? Trashed);
}
