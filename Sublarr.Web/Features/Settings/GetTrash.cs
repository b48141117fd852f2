using MediatR;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Web.Features.Settings;

/// <summary>The subtitles that were replaced and can be put back, the newest first.</summary>
internal static class GetTrash
{
    public sealed record Query : IRequest<IReadOnlyList<TrashedSubtitle>>;

    public sealed class Handler(SubtitleTrash trash) : IRequestHandler<Query, IReadOnlyList<TrashedSubtitle>>
    {
        public Task<IReadOnlyList<TrashedSubtitle>> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult(trash.List());
    }
}
