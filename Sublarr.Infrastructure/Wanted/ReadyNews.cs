using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>
/// Tells of videos that somebody can watch now. It tells of what comes: what a first look through the library finds complete, and what a profile that wants less
/// makes complete, is no news.
/// </summary>
internal sealed class ReadyNews(IDbContextFactory<SublarrDbContext> contexts, IEventBus bus)
{
    /// <summary>
    /// Tells of those among videos that have become complete. Call it before what they lack is stored: it compares with what they lacked until now, and who dies
    /// in between tells again under the same key.
    /// </summary>
    /// <param name="videos">Videos that have changed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task TellAsync(IReadOnlyList<ChangedVideo> videos, CancellationToken cancellationToken)
    {
        var complete = videos.Where(video => video.IsComplete).ToList();
        if (complete.Count == 0)
        {
            return;
        }

        var missed = await MissedAsync([.. complete.Select(video => video.Id)], cancellationToken);
        foreach (var video in complete.Where(video => video.Import is not null || missed[video.Id].Any(video.Has)))
        {
            await bus.PublishAsync(EventOf(video), new EventCause(video.Import), cancellationToken, $"ready:{video.ChangeId}");
        }
    }

    private async Task<ILookup<long, LanguageCode>> MissedAsync(List<long> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Wanted.AsNoTracking().Where(row => row.IsRequired && ids.Contains(row.VideoId)).Select(row => new { row.VideoId, row.Language }).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.VideoId, row => LanguageCode.Find(row.Language) ?? LanguageCode.Unknown);
    }

    private static ReadyToWatch EventOf(ChangedVideo video) => new(
        video.Title.Kind == TitleKind.Series ? MediaType.Episode : MediaType.Movie, (int)video.Id, video.Title.Name, video.Row.Season, video.Row.Episode,
        [.. video.Required.Select(language => language.Text)]);
}
