using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.History;

/// <summary>
/// The place that subtitles of a video take one after the other: a language, whole or forced, with or without what is heard. Its history goes on when one file follows another.
/// </summary>
/// <param name="SubtitleId">The subtitle that was asked for.</param>
/// <param name="VideoId">The video; null when it is gone.</param>
/// <param name="Language">An IETF tag.</param>
/// <param name="IsForced">For what is foreign in the film alone.</param>
/// <param name="IsHearingImpaired">For what is heard, too.</param>
public sealed record SubtitlePlace(long SubtitleId, long? VideoId, string? Language, bool IsForced, bool IsHearingImpaired)
{
    /// <summary>The place of a subtitle that is there, or was; null when nobody knows of one.</summary>
    /// <param name="context">The database.</param>
    /// <param name="subtitleId">The subtitle.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<SubtitlePlace?> FindAsync(SublarrDbContext context, long subtitleId, CancellationToken cancellationToken)
    {
        var known = await context.Set<SubtitleRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == subtitleId, cancellationToken);
        if (known is not null)
        {
            return new(known.Id, known.VideoId, known.Language, known.IsForced, known.IsHearingImpaired);
        }

        var told = await context.SubtitleHistory.AsNoTracking().Where(row => row.SubtitleId == subtitleId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return told is null ? null : new(subtitleId, told.VideoId, told.Language, told.IsForced, told.IsHearingImpaired);
    }

    /// <summary>What was done there, the newest first.</summary>
    /// <param name="context">The database.</param>
    public IOrderedQueryable<SubtitleHistoryRow> HistoryIn(SublarrDbContext context) => context.SubtitleHistory.AsNoTracking()
        .Where(row => row.SubtitleId == SubtitleId
            || (VideoId != null && row.VideoId == VideoId && row.Language == Language && row.IsForced == IsForced && row.IsHearingImpaired == IsHearingImpaired))
        .OrderByDescending(row => row.Id);
}
