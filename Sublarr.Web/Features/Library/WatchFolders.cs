using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Library;

/// <summary>Chooses whether folders are looked through soon after something changed in them, or at night alone.</summary>
internal static class WatchFolders
{
    public sealed record Command(bool IsWatched) : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IFolderWatch watch, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var settings = await context.LibrarySettings.SingleOrDefaultAsync(cancellationToken) ?? context.Add(new LibrarySettings()).Entity;
            settings.Watch(command.IsWatched);
            if (await context.SaveChangesAsync(cancellationToken) > 0)
            {
                await watch.RefreshAsync(CancellationToken.None);
                await news.TellAsync("library", ["watch"], CancellationToken.None);
            }

            return true;
        }
    }
}

/// <summary>Whether folders are watched.</summary>
internal static class GetWatching
{
    public sealed record Query : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, bool>
    {
        public async Task<bool> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return !await context.LibrarySettings.AsNoTracking().AnyAsync(settings => !settings.IsWatched, cancellationToken);
        }
    }
}
