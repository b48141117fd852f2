using MediatR;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Searches;

/// <summary>Asks all providers for a video, and takes nothing by itself. One that runs for the same is not begun again.</summary>
internal static class StartSearch
{
    /// <param name="VideoId">The video.</param>
    /// <param name="Wish">What is looked for.</param>
    public sealed record Command(long VideoId, SearchWish Wish) : IRequest<Result>;

    /// <param name="Obstacle">Why nothing can be looked for, as a sentence; null when it can.</param>
    /// <param name="Ordered">The search; null when there is an obstacle, or no such video.</param>
    public sealed record Result(string? Obstacle, OrderedSearch? Ordered)
    {
        /// <summary>Why there is no search, as people read it.</summary>
        public string Problem => Obstacle ?? "The video is not in the library any more.";
    }

    public sealed class Handler(ISearchDesk desk) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken) => await desk.ObstacleAsync(cancellationToken) is { } obstacle
            ? new(obstacle, null)
            : new(null, await desk.SearchAsync(command.VideoId, command.Wish, cancellationToken));
    }
}
