using System.Globalization;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Wanted;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>What people ask for of better subtitles.</summary>
public interface IUpgradeDesk
{
    /// <summary>Why nothing takes the place of a subtitle by itself, as a sentence; null when something may.</summary>
    /// <param name="subtitleId">The subtitle; one that is not there has no obstacle.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<string?> ObstacleAsync(long subtitleId, CancellationToken cancellationToken);

    /// <summary>Queues a look for a better one.</summary>
    /// <param name="subtitleId">The subtitle.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The job, or why there is none; null when there is no such subtitle.</returns>
    Task<(long? JobId, string? Obstacle)?> SearchAsync(long subtitleId, CancellationToken cancellationToken);
}

internal sealed class UpgradeDesk(StandingSubtitles standing, ISubtitleSearch search, IJobQueue queue) : IUpgradeDesk
{
    public async Task<string?> ObstacleAsync(long subtitleId, CancellationToken cancellationToken) => (await standing.FindAsync(subtitleId, cancellationToken))?.Obstacle;

    public async Task<(long? JobId, string? Obstacle)?> SearchAsync(long subtitleId, CancellationToken cancellationToken)
    {
        if (await standing.FindAsync(subtitleId, cancellationToken) is not { } present)
        {
            return null;
        }

        return (present.Obstacle ?? await search.ObstacleAsync(cancellationToken)) is { } obstacle
            ? (null, obstacle)
            : ((await queue.EnqueueAsync([UpgradeOrder.Of(present)], cancellationToken))[0], null);
    }
}

/// <summary>For which subtitle a better one is to be found: the payload of a job.</summary>
/// <param name="SubtitleId">The subtitle.</param>
internal sealed record UpgradeOrder(long SubtitleId)
{
    /// <summary>The job.</summary>
    public static NewJob Of(StandingSubtitle present) => new(
        JobKinds.UpgradeSubtitle, $"Look for a better {present.Language.Language.Name} subtitle for {present.VideoName}", JobPriority.High)
    {
        Payload = JsonSerializer.Serialize(new UpgradeOrder(present.Row.Id), EventJson.Options),
        Key = string.Create(CultureInfo.InvariantCulture, $"upgrade:{present.Row.Id}"),
        BringsForward = true,
    };
}
