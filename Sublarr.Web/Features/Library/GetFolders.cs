using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Library;

/// <summary>The folders of the library, and how they are.</summary>
internal static class GetFolders
{
    public sealed record Query : IRequest<IReadOnlyList<FolderView>>;

    public sealed class Handler(LibraryFolders folders, IFolderWatch watch, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<FolderView>>
    {
        public async Task<IReadOnlyList<FolderView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var views = new List<FolderView>();
            var all = await folders.AllAsync(cancellationToken);
            var apart = await folders.ApartAsync(all, cancellationToken);
            foreach (var folder in all)
            {
                var videos = await context.Videos.Below(folder.Path).CountAsync(cancellationToken);
                views.Add(new(folder.Id, folder.Path, videos, watch.ProblemOf(folder.Path), FolderSchedule.KeyOf(folder.Path), apart.Contains(folder)));
            }

            return views;
        }
    }
}

/// <summary>A folder of the library as people and machines see it.</summary>
/// <param name="Id">Its id; null for one of <c>SUBLARR_MEDIA_PATH</c>, which is removed there alone.</param>
/// <param name="Path">Its whole path, as Sublarr sees it.</param>
/// <param name="Videos">How many videos there are in it.</param>
/// <param name="Problem">What of its changes is not noticed at once, as a sentence; null when all are, or watching is switched off.</param>
/// <param name="Schedule">The key of its schedule.</param>
/// <param name="OwnTimes">Whether it is looked through at times of its own, and not with the others.</param>
internal sealed record FolderView(long? Id, string Path, int Videos, string? Problem, string Schedule, bool OwnTimes);
