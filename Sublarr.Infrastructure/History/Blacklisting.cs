using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.History;

/// <summary>Takes away what a person does not want, and looks for the next.</summary>
internal sealed class Blacklisting(
    IDbContextFactory<SublarrDbContext> contexts, SubtitleRemoval removal, SubtitleHistory history, IJobQueue queue, ISubtitleSearch search, TimeProvider time)
{
    /// <summary>Puts a subtitle on the blacklist of its video.</summary>
    /// <param name="known">The subtitle.</param>
    /// <param name="reason">What the person says of it; null for nothing.</param>
    /// <param name="cancellationToken">Stops it; what is in the trash by then stays there.</param>
    public async Task<SubtitleDeed> AddAsync(KnownSubtitle known, string? reason, CancellationToken cancellationToken)
    {
        var origin = await history.OriginOfAsync(known.Row.Id, cancellationToken);
        if (known.Row.Origin == SubtitleOrigin.Found || (known.Row.Origin == SubtitleOrigin.Downloaded && origin?.Provider is null))
        {
            return new(DeedResult.Impossible, "No provider is known that it came from, so there is nothing to blacklist. Delete it instead.");
        }

        var why = reason is null ? "A person did not want this one." : $"A person did not want this one: {reason.TrimEnd('.')}.";
        var removed = await removal.RemoveAsync(known, SubtitleAction.Blacklisted, why, cancellationToken);
        if (removed.Result != DeedResult.Done)
        {
            return removed;
        }

        await ListAsync(known, origin!, reason);
        return await FindNextAsync(known, removed);
    }

    // A second person may have said the same meanwhile.
    private async Task ListAsync(KnownSubtitle known, SubtitleHistoryRow origin, string? reason)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var row = new BlacklistRow
        {
            VideoId = known.Video.Id,
            Provider = origin.Provider!,
            ProviderSubtitleId = origin.ProviderSubtitleId ?? "",
            Language = known.Row.Language ?? "",
            Release = origin.Release,
            Reason = reason,
            AddedAt = time.GetUtcNow(),
        };
        if (!await context.Blacklist.AnyAsync(listed => listed.VideoId == row.VideoId && listed.Provider == row.Provider && listed.ProviderSubtitleId == row.ProviderSubtitleId))
        {
            context.Add(row);
            await context.SaveChangesAsync(CancellationToken.None);
        }
    }

    private async Task<SubtitleDeed> FindNextAsync(KnownSubtitle known, SubtitleDeed removed)
    {
        if (await search.ObstacleAsync(CancellationToken.None) is { } obstacle)
        {
            return removed with { Text = $"{removed.Text} {obstacle}" };
        }

        var jobs = await queue.EnqueueAsync([NextOrder.Of(known)], CancellationToken.None);
        return removed with { JobId = jobs[0], Text = $"{removed.Text} The next one is looked for." };
    }
}
