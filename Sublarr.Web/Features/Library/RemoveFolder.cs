using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Web.Features.Library;

/// <summary>Takes a folder out of the library, with what only it told of. On disk nothing changes.</summary>
internal static class RemoveFolder
{
    public sealed record Command(long Id) : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IForgottenFolders forgotten, IFolderWatch watch, ITimetable timetable, ConfigNews news)
        : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.LibraryFolders.FindAsync([command.Id], cancellationToken) is not { } folder)
            {
                return false;
            }

            context.Remove(folder);
            if (await context.Schedules.FindAsync([FolderSchedule.KeyOf(folder.Path)], cancellationToken) is { } times)
            {
                context.Remove(times);
            }

            await context.SaveChangesAsync(cancellationToken);
            timetable.LookAnew();
            await watch.RefreshAsync(CancellationToken.None);
            await forgotten.ForgetAsync(folder.Path, CancellationToken.None);
            await news.TellAsync("library", ["folders"], CancellationToken.None);
            return true;
        }
    }
}
