using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Upgrades;

namespace Sublarr.Web.Features.History;

/// <summary>A subtitle that is there or was, and why it is this one; null when nobody knows of one.</summary>
internal static class GetSubtitle
{
    private const int MostTold = 50;

    public sealed record Query(long Id) : IRequest<SubtitleDetail?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ScoringDirectory scoring, ISubtitleDesk desk, IUpgradeDesk upgrades) : IRequestHandler<Query, SubtitleDetail?>
    {
        public async Task<SubtitleDetail?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await SubtitlePlace.FindAsync(context, query.Id, cancellationToken) is not { } place)
            {
                return null;
            }

            var told = await place.HistoryIn(context).Take(MostTold).ToListAsync(cancellationToken);
            var look = await context.UpgradeLooks.AsNoTracking().FirstOrDefaultAsync(row => row.SubtitleId == query.Id, cancellationToken);
            var detail = await KnownAsync(context, query.Id, cancellationToken) ?? GoneOf(query.Id, told);
            var size = await context.Videos.Where(video => video.Id == detail.VideoId).Select(video => (long?)video.Size).FirstOrDefaultAsync(cancellationToken);
            var origin = told.Find(row => row.SubtitleId == query.Id && row.Action is not (SubtitleAction.Deleted or SubtitleAction.Blacklisted));
            return (detail with
            {
                Restorable = await desk.RestorableAsync(query.Id, cancellationToken),
                UpgradeObstacle = detail.Exists ? await upgrades.ObstacleAsync(query.Id, cancellationToken) : null,
                Look = look is null ? null : new(look.Looks, look.LookedAt, look.DueAt, look.Note),
                History = await FoundBy.ViewsAsync(context, told, cancellationToken),
            }).Chosen(origin, size, (await scoring.GetAsync(cancellationToken)).Rules);
        }

        private static async Task<SubtitleDetail?> KnownAsync(SublarrDbContext context, long id, CancellationToken cancellationToken)
        {
            return await KnownSubtitle.FindAsync(context, id, cancellationToken) is not { Row: var row, Video: var video } known
                ? null
                : new(id, Exists: true, known.Name, known.Title.Id, known.Title.Kind)
                {
                    VideoId = video.Id,
                    VideoPath = video.Path,
                    Path = row.Name is null ? null : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(video.Path)!, row.Name),
                    Stream = row.Stream,
                    Language = row.Language,
                    Forced = row.IsForced,
                    HearingImpaired = row.IsHearingImpaired,
                    Format = row.Format,
                    Origin = row.Origin,
                };
        }

        private static SubtitleDetail GoneOf(long id, List<SubtitleHistoryRow> told)
        {
            var last = told.Find(row => row.SubtitleId == id) ?? told[0];
            return new(id, Exists: false, last.Title, last.TitleId, last.Type == MediaType.Episode ? TitleKind.Series : TitleKind.Movie)
            {
                VideoId = last.VideoId,
                Path = last.Path,
                Language = last.Language,
                Forced = last.IsForced,
                HearingImpaired = last.IsHearingImpaired,
                Format = last.Format,
            };
        }
    }
}

/// <summary>A subtitle, and why it is this one.</summary>
/// <param name="Id">Its id in the library.</param>
/// <param name="Exists">False when it is gone by now.</param>
/// <param name="Title">What people call its video.</param>
/// <param name="TitleId">The series or movie.</param>
/// <param name="Kind">series or movie.</param>
public sealed record SubtitleDetail(long Id, bool Exists, string Title, long TitleId, TitleKind Kind)
{
    /// <summary>The video; null when it is gone.</summary>
    public long? VideoId { get; init; }

    /// <summary>The video's whole path.</summary>
    public string? VideoPath { get; init; }

    /// <summary>The file's whole path; null for a stream.</summary>
    public string? Path { get; init; }

    /// <summary>The number of the stream; null for a file.</summary>
    public int? Stream { get; init; }

    /// <summary>An IETF tag; null when nothing tells.</summary>
    public string? Language { get; init; }

    /// <summary>For what is foreign in the film alone.</summary>
    public bool Forced { get; init; }

    /// <summary>For what is heard, too.</summary>
    public bool HearingImpaired { get; init; }

    /// <summary>The ending of the file, or the codec of the stream.</summary>
    public string? Format { get; init; }

    /// <summary>found, embedded or downloaded; null when it is gone.</summary>
    public SubtitleOrigin? Origin { get; init; }

    /// <summary>How it was chosen; null when nobody knows, as of what people put there.</summary>
    public HistoryView? ChosenAs { get; init; }

    /// <summary>True when a person took it out of the trash: it was chosen by nobody else.</summary>
    public bool IsRestored { get; init; }

    /// <summary>Its score under the rules of then.</summary>
    public Score? ScoreThen { get; init; }

    /// <summary>The same under the rules of today.</summary>
    public Score? ScoreNow { get; init; }

    /// <summary>True when another video stands under the name since it was chosen: what was said of its release is not said of that, and counts no more today.</summary>
    public bool VideoReplaced { get; init; }

    /// <summary>The file that can be put back from the trash; null for none.</summary>
    public string? Restorable { get; init; }

    /// <summary>Why nothing takes its place by itself; null when something may.</summary>
    public string? UpgradeObstacle { get; init; }

    /// <summary>What came of the last look for a better one; null when there was none.</summary>
    public UpgradeLookView? Look { get; init; }

    /// <summary>What was done in its place, the newest first.</summary>
    public IReadOnlyList<HistoryView> History { get; init; } = [];

    /// <summary>The same with how it was chosen.</summary>
    internal SubtitleDetail Chosen(SubtitleHistoryRow? row, long? size, ScoringRules rules) => row is null or { Action: SubtitleAction.Restored } ? this with { IsRestored = row is not null } : this with
    {
        ChosenAs = History.FirstOrDefault(told => told.Id == row.Id) ?? HistoryView.Of(row),
        ScoreThen = row.ScoreThen(),
        VideoReplaced = row.IsForOtherThan(size),
        ScoreNow = row.ReadCandidate(size) is { } candidate ? ScoringEngine.Score(candidate, row.Type, rules) : null,
    };

    /// <summary>The page of the series or movie.</summary>
    public string TitleAddress() => $"library/{(Kind == TitleKind.Series ? "series" : "movies")}/{TitleId}";

    /// <summary>Its language as people say it, and what is particular about it.</summary>
    public string Name() => $"{(Language is { } tag ? Say.Language(tag) : "Language unknown")}{(Forced ? ", forced" : "")}{(HearingImpaired ? ", for the hard of hearing" : "")}";
}

/// <summary>What came of looking for a better one.</summary>
/// <param name="Looks">How often that was in vain.</param>
/// <param name="LookedAt">When last, in UTC.</param>
/// <param name="NextAt">When next by itself, at the earliest; in UTC.</param>
/// <param name="Note">What came of it, as sentences.</param>
public sealed record UpgradeLookView(int Looks, DateTimeOffset LookedAt, DateTimeOffset NextAt, string Note);
