using MediatR;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Wanted;

/// <summary>Looks for wanted subtitles now: for one, for all of a video, or for all of a filter.</summary>
internal static class SearchWanted
{
    /// <param name="Id">The wanted subtitle.</param>
    public sealed record One(long Id) : IRequest<Result>;

    /// <param name="Filter">Which; those that are ignored never are.</param>
    /// <param name="OnlyCount">True to count them and leave them alone.</param>
    public sealed record Many(WantedFilter Filter, bool OnlyCount = false) : IRequest<Result>;

    /// <param name="Obstacle">Why nothing can be looked for, as a sentence; null when it can.</param>
    /// <param name="JobId">The job that looks; null when there is nothing to look for, or when they were only counted.</param>
    /// <param name="Count">How many subtitles there are.</param>
    public sealed record Result(string? Obstacle, long? JobId, int Count);

    public sealed class Handler(IWantedDesk desk) : IRequestHandler<One, Result>, IRequestHandler<Many, Result>
    {
        public async Task<Result> Handle(One command, CancellationToken cancellationToken) => await desk.ObstacleAsync(cancellationToken) is { } obstacle
            ? new(obstacle, null, 0)
            : await desk.SearchAsync(command.Id, cancellationToken) is { } job ? new(null, job, 1) : new(null, null, 0);

        public async Task<Result> Handle(Many command, CancellationToken cancellationToken)
        {
            var filter = command.Filter with { IsIgnored = false };
            if (await desk.ObstacleAsync(cancellationToken) is { } obstacle)
            {
                return new(obstacle, null, 0);
            }

            return command.OnlyCount
                ? new(null, null, await desk.CountAsync(filter, cancellationToken))
                : await desk.SearchAsync(filter, cancellationToken) is { } queued ? new(null, queued.JobId, queued.Count) : new(null, null, 0);
        }
    }
}
