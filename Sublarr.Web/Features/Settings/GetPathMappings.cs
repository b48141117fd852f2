using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Arr;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Settings;

/// <summary>Where the folders of Sonarr and Radarr are on this machine, as far as no instance has them as its own.</summary>
internal static class GetPathMappings
{
    public sealed record Query : IRequest<IReadOnlyList<Mapping>>;

    /// <param name="Source">sonarr or radarr.</param>
    /// <param name="Instance">Which of several; empty for all of them.</param>
    /// <param name="From">The folder as the sender sees it.</param>
    /// <param name="To">The same folder as Sublarr sees it.</param>
    public sealed record Mapping(string Source, string Instance, string From, string To);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<Mapping>>
    {
        public async Task<IReadOnlyList<Mapping>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var instances = await context.ArrInstances.AsNoTracking().ToListAsync(cancellationToken);
            var rows = await context.PathMappings.AsNoTracking().OrderBy(row => row.Source).ThenBy(row => row.Instance).ThenBy(row => row.Id).ToListAsync(cancellationToken);
            return [.. rows.Where(row => OwnerOf(row, instances) is null).Select(row => new Mapping(row.Source, row.Instance, row.From, row.To))];
        }
    }

    /// <summary>The instance that has a row as its own; null for one that belongs to all, or to one that Sublarr does not ask.</summary>
    public static ArrInstance? OwnerOf(PathMappingRow row, IReadOnlyList<ArrInstance> instances) => instances.FirstOrDefault(instance => row.IsOf(instance.Source, instance.Name));
}
