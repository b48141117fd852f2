using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.History;

/// <summary>A subtitle of the library with what it belongs to.</summary>
/// <param name="Row">The subtitle.</param>
/// <param name="Video">Its video.</param>
/// <param name="Title">The series or movie.</param>
public sealed record KnownSubtitle(SubtitleRow Row, VideoRow Video, TitleRow Title)
{
    /// <summary>One of the library; null when there is none.</summary>
    /// <param name="context">The database.</param>
    /// <param name="id">The subtitle.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<KnownSubtitle?> FindAsync(SublarrDbContext context, long id, CancellationToken cancellationToken) => context.Subtitles.AsNoTracking().Where(row => row.Id == id)
        .Join(context.Set<VideoRow>(), row => row.VideoId, video => video.Id, (row, video) => new { row, video })
        .Join(context.Set<TitleRow>(), found => found.video.TitleId, title => title.Id, (found, title) => new KnownSubtitle(found.row, found.video, title))
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>What people call the video.</summary>
    public string Name => Say.Item(Title.Name, Video.Season, Video.Episode);

    /// <summary>A row of the history about it, done by a person.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="at">When, in UTC.</param>
    /// <param name="reason">Why, as a sentence.</param>
    /// <param name="origin">How it came there; null when nobody knows.</param>
    /// <param name="trashed">What of the trash holds what had to go.</param>
    public SubtitleHistoryRow Told(SubtitleAction action, DateTimeOffset at, string reason, SubtitleHistoryRow? origin, IReadOnlyList<string> trashed) => new()
    {
        Action = action,
        At = at,
        VideoId = Video.Id,
        TitleId = Title.Id,
        Title = Name,
        Type = Title.Kind == TitleKind.Series ? MediaType.Episode : MediaType.Movie,
        Language = Row.Language ?? "",
        IsForced = Row.IsForced,
        IsHearingImpaired = Row.IsHearingImpaired,
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Video.Path)!, Row.Name ?? ""),
        Format = Row.Format ?? "",
        Provider = origin?.Provider,
        ProviderSubtitleId = origin?.ProviderSubtitleId,
        Release = origin?.Release,
        Score = origin?.Score,
        Percent = origin?.Percent,
        Parts = origin?.Parts,
        Candidate = origin?.Candidate,
        IsMachineTranslated = origin?.IsMachineTranslated == true,
        Reason = reason,
        Trashed = HistoryWords.Trash(trashed),
        SubtitleId = Row.Id,
    };
}
