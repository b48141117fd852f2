using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>What is known of the video that a subtitle is for.</summary>
/// <param name="Path">Its whole path.</param>
/// <param name="Duration">How long it plays; null when nobody knows.</param>
/// <param name="Part">What of an archive is meant.</param>
internal sealed record PlacingVideo(string Path, TimeSpan? Duration, WantedPart Part)
{
    /// <summary>A video of the library; null when there is none.</summary>
    public static async Task<PlacingVideo?> FindAsync(IDbContextFactory<SublarrDbContext> contexts, Expression<Func<VideoRow, bool>> which, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Videos.AsNoTracking().SingleOrDefaultAsync(which, cancellationToken) is { } row ? Of(row) : null;
    }

    /// <summary>A video of which only the name is known.</summary>
    public static PlacingVideo Of(string path)
    {
        var name = ReleaseName.Parse(System.IO.Path.GetFileName(path));
        return new(path, null, new(name.Season, name.Episodes, name.Absolute, name.Date, name.Name));
    }

    private static PlacingVideo Of(VideoRow row) => new(
        row.Path,
        row.DurationMs is { } duration ? TimeSpan.FromMilliseconds(duration) : null,
        new(
            row.Season,
            row.EpisodeNumbers(),
            row.Absolute,
            row.AiredOn,
            System.IO.Path.GetFileName(row.Path)));
}
