using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Channels;

namespace Sublarr.Web.Features.Arr;

/// <summary>The Sonarrs and Radarrs that are asked, by name.</summary>
internal static class GetArrInstances
{
    /// <param name="Id">Only this one; null for all.</param>
    public sealed record Query(long? Id = null) : IRequest<IReadOnlyList<ArrView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<ArrView>>
    {
        public async Task<IReadOnlyList<ArrView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var instances = await context.ArrInstances.AsNoTracking().Where(instance => query.Id == null || instance.Id == query.Id).ToListAsync(cancellationToken);
            var states = await context.ArrStates.AsNoTracking().ToDictionaryAsync(state => state.InstanceId, cancellationToken);
            var mappings = await context.PathMappings.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
            return
            [
                .. instances.OrderBy(instance => instance.Name, StringComparer.OrdinalIgnoreCase).ThenBy(instance => instance.Id)
                    .Select(instance => ViewOf(instance, states.GetValueOrDefault(instance.Id), mappings)),
            ];
        }

        private static ArrView ViewOf(ArrInstance instance, ArrState? state, IReadOnlyList<PathMappingRow> mappings) => new(
            instance.Id,
            instance.Name,
            instance.Source.Key(),
            instance.Url,
            SecretRow.Mask,
            [.. mappings.Where(row => row.IsOf(instance.Source, instance.Name)).Select(row => new PathMapping(row.From, row.To))],
            instance.IsEnabled)
        {
            State = !instance.IsEnabled ? "off" : state?.CheckedAt is null ? "unknown" : state.FailingSince is null ? "ok" : "failing",
            FailingSince = instance.IsEnabled ? state?.FailingSince : null,
            Problem = instance.IsEnabled ? state?.Problem : null,
            Version = state?.Version,
            CheckedAt = state?.CheckedAt,
            ReadAt = state?.ReadAt,
        };
    }
}
