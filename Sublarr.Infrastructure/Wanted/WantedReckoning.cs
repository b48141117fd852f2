using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>
/// Works out what videos lack: of those that have changed, and of all when profiles have. What has changed is noted on disk with the change itself, so nothing is
/// forgotten, and who comes after a kill goes on.
/// </summary>
internal sealed class WantedReckoning(
    IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, ILanguageProfiles profiles, IVideoChanges changes, IWantedTable table, JobStore jobs, ISubtitleSearch search, ReadyNews ready,
    TimeProvider time)
    : IDisposable
{
    /// <summary>Videos of one write: few enough that nobody waits for it.</summary>
    private const int AtOnce = 200;

    // Two at a time would read the same changes, and one of them for nothing.
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Reckoned _sum = new(0, 0, 0);

    /// <summary>What came of all that was worked out since the start.</summary>
    public Reckoned Sum => _sum;

    /// <summary>Has all videos worked out anew if profiles are others than the last time.</summary>
    public async Task FollowProfilesAsync(CancellationToken cancellationToken)
    {
        var book = await profiles.AllAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.WantedBasis.AsNoTracking().Select(row => row.Profiles).SingleOrDefaultAsync(cancellationToken) == book.Mark)
        {
            return;
        }

        await writer.WriteAsync(
            WriteUrgency.Background,
            session =>
            {
                table.SetBasis(session, book.Mark);
                return changes.NoteAll(session);
            },
            cancellationToken);
    }

    /// <summary>Works out some of the videos that have changed.</summary>
    /// <returns>False when none has changed.</returns>
    public async Task<bool> SomeAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var changed = await ChangedAsync(cancellationToken);
            if (changed.Count > 0)
            {
                await ready.TellAsync(changed, cancellationToken);
                _sum += await KeepAsync(changed, cancellationToken);
            }

            return changed.Count > 0;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Reckoned> KeepAsync(List<ChangedVideo> changed, CancellationToken cancellationToken)
    {
        var delay = await DelayAsync(cancellationToken);
        var canSearch = await search.ObstacleAsync(cancellationToken) is null;
        return await writer.WriteAsync(WriteUrgency.Background, session => Store(session, changed, delay, canSearch), cancellationToken);
    }

    private Reckoned Store(WriteSession session, List<ChangedVideo> changed, TimeSpan delay, bool canSearch)
    {
        var now = time.GetUtcNow();
        var reckoned = new Reckoned(0, 0, 0);
        foreach (var video in changed.Where(video => changes.Take(session, video.ChangeId)))
        {
            var due = video.Import is null ? now : now + delay;
            var change = table.Put(session, video.Id, video.Lacks, now, due, isNewFile: video.Import is not null);
            reckoned = new(reckoned.Videos + 1, reckoned.Added + change.Added, reckoned.Removed + change.Removed);
            // What was imported is looked for at once: somebody wants to see it tonight. It may be wanted already, of the file before or since the folder told of it.
            if (video.Import is { } import && change.Added + change.Renewed > 0 && canSearch)
            {
                jobs.Insert(session, SearchOrder.OfImport(video.Id, video.Name, import, due));
            }
        }

        return reckoned;
    }

    private async Task<List<ChangedVideo>> ChangedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (from change in context.VideoChanges.AsNoTracking().OrderBy(change => change.Id).Take(AtOnce)
                          join video in context.Set<VideoRow>() on change.VideoId equals video.Id
                          join title in context.Set<TitleRow>() on video.TitleId equals title.Id
                          select new { change.Id, change.JobId, VideoId = video.Id, video.Season, video.Episode, Title = title }).AsNoTracking().ToListAsync(cancellationToken);
        // Read after what has changed: profiles that change from here on have all videos noted anew, under other numbers.
        var book = await profiles.AllAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.VideoId);
        var subtitles = await context.Subtitles.AsNoTracking().Where(subtitle => ids.Contains(subtitle.VideoId))
            .Select(subtitle => new { subtitle.VideoId, subtitle.Language, subtitle.IsForced, subtitle.IsHearingImpaired }).ToListAsync(cancellationToken);
        var present = subtitles.ToLookup(subtitle => subtitle.VideoId, subtitle => new PresentSubtitle(
            LanguageCode.Find(subtitle.Language) ?? LanguageCode.Unknown, subtitle.IsForced, subtitle.IsHearingImpaired));
        return rows.ConvertAll(row => new ChangedVideo(
            row.Id, new(row.VideoId, row.Season, row.Episode), row.Title, row.JobId, [.. present[row.VideoId]], book.For(row.Title.Subject())));
    }

    private async Task<TimeSpan> DelayAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.SearchTerms.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } terms ? terms.Delay : TimeSpan.Zero;
    }
}

/// <summary>What came of working out what videos lack.</summary>
/// <param name="Videos">So many were worked out.</param>
/// <param name="Added">So many subtitles are newly wanted.</param>
/// <param name="Removed">So many are no longer.</param>
internal sealed record Reckoned(int Videos, int Added, int Removed)
{
    /// <summary>Both together.</summary>
    public static Reckoned operator +(Reckoned one, Reckoned other) => new(one.Videos + other.Videos, one.Added + other.Added, one.Removed + other.Removed);

    /// <summary>What came since the other.</summary>
    public static Reckoned operator -(Reckoned one, Reckoned other) => new(one.Videos - other.Videos, one.Added - other.Added, one.Removed - other.Removed);
}
