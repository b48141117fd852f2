using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.History;

/// <summary>Writes down what is done to subtitles, and remembers it.</summary>
internal sealed class SubtitleHistory(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time)
{
    /// <summary>Writes it down. Which subtitle of the library it is about is found by its file.</summary>
    public async Task AddAsync(SubtitleHistoryRow row, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var name = Path.GetFileName(row.Path);
        row.SubtitleId ??= await context.Subtitles.Where(subtitle => subtitle.VideoId == row.VideoId && subtitle.Name == name)
            .Select(subtitle => (long?)subtitle.Id).FirstOrDefaultAsync(cancellationToken);
        var video = await context.Videos.Where(video => video.Id == row.VideoId).Select(video => new { video.Id, video.Size }).FirstOrDefaultAsync(cancellationToken);
        (row.VideoId, row.VideoSize) = (video?.Id, row.Checksum is null ? null : video?.Size);
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What is remembered of a video.</summary>
    public async Task<VideoPast> PastOfAsync(long videoId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var blacklisted = await context.Blacklist.AsNoTracking().Where(row => row.VideoId == videoId).ToListAsync(cancellationToken);
        var taken = await context.SubtitleHistory.AsNoTracking().Where(row => row.VideoId == videoId && row.Provider != null && row.ProviderSubtitleId != null)
            .Select(row => new { row.Provider, row.ProviderSubtitleId }).ToListAsync(cancellationToken);
        return new(
            blacklisted.ToDictionary(row => new ProviderSubtitle(row.Provider, row.ProviderSubtitleId), row => row.Reason),
            taken.Select(row => new ProviderSubtitle(row.Provider!, row.ProviderSubtitleId!)).ToHashSet())
        {
            Unfit = await UnfitAsync(context, videoId, cancellationToken),
        };
    }

    /// <summary>Remembers that a subtitle did not stand the test, as long as the video is the same file.</summary>
    /// <param name="video">The video it was fetched for.</param>
    /// <param name="refused">Which, and what it was to be.</param>
    /// <param name="reason">Why, as sentences.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RefusedAsync(VideoRow video, ExpectedSubtitle refused, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Videos.AnyAsync(row => row.Id == video.Id, cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        var known = await context.Unfit.Where(row => row.VideoId == video.Id).ToListAsync(cancellationToken);
        context.RemoveRange(known.Where(row => row.Expected == refused || !row.IsOf(video.Size, video.ChangedAt, now)));
        context.Add(new UnfitRow
        {
            VideoId = video.Id,
            Provider = refused.Subtitle.Provider,
            ProviderSubtitleId = refused.Subtitle.Id,
            Language = refused.Language,
            HearingImpaired = refused.HearingImpaired,
            VideoSize = video.Size,
            VideoChangedAt = video.ChangedAt,
            Reason = reason.Length <= UnfitRow.ReasonLimit ? reason : $"{reason.AsSpan(0, UnfitRow.ReasonLimit - 1)}…",
            At = now,
        });
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>How a subtitle of the library came to be what it is: its last download, upgrade or restoration; null when nobody knows.</summary>
    public async Task<SubtitleHistoryRow?> OriginOfAsync(long subtitleId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.SubtitleHistory.AsNoTracking()
            .Where(row => row.SubtitleId == subtitleId && row.Action != SubtitleAction.Deleted && row.Action != SubtitleAction.Blacklisted)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<IReadOnlyDictionary<ExpectedSubtitle, UnfitRow>> UnfitAsync(SublarrDbContext context, long videoId, CancellationToken cancellationToken)
    {
        var video = await context.Videos.AsNoTracking().FirstOrDefaultAsync(row => row.Id == videoId, cancellationToken);
        var rows = video is null ? [] : await context.Unfit.AsNoTracking().Where(row => row.VideoId == videoId).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        // Two searches at a time may each have noted the same.
        return rows.Where(row => row.IsOf(video!.Size, video.ChangedAt, now)).GroupBy(row => row.Expected).ToDictionary(same => same.Key, same => same.Last());
    }
}
