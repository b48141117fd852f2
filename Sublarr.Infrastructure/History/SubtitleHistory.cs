using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.History;

/// <summary>Writes down what is done to subtitles, and remembers it.</summary>
internal sealed class SubtitleHistory(IDbContextFactory<SublarrDbContext> contexts)
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
            taken.Select(row => new ProviderSubtitle(row.Provider!, row.ProviderSubtitleId!)).ToHashSet());
    }

    /// <summary>How a subtitle of the library came to be what it is: its last download, upgrade or restoration; null when nobody knows.</summary>
    public async Task<SubtitleHistoryRow?> OriginOfAsync(long subtitleId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.SubtitleHistory.AsNoTracking()
            .Where(row => row.SubtitleId == subtitleId && row.Action != SubtitleAction.Deleted && row.Action != SubtitleAction.Blacklisted)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
