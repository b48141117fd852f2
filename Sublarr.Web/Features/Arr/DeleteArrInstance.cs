using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Arr;

/// <summary>Asks a Sonarr or Radarr no more. Its path mappings go with it; what it reports is still taken.</summary>
internal static class DeleteArrInstance
{
    public sealed record Command(long Id) : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.ArrInstances.FindAsync([command.Id], cancellationToken) is not { } instance)
            {
                return false;
            }

            context.RemoveRange((await context.PathMappings.ToListAsync(cancellationToken)).Where(row => row.IsOf(instance.Source, instance.Name)));
            context.RemoveRange(await context.ArrStates.Where(state => state.InstanceId == instance.Id).ToListAsync(cancellationToken));
            context.Remove(instance);
            await context.SaveChangesAsync(cancellationToken);
            await news.TellAsync("arr", ["deleted"], CancellationToken.None);
            return true;
        }
    }
}
