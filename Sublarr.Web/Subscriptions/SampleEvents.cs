using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Subscriptions;

/// <summary>Events that a template is tried on, as they are sent: without what is for this machine alone.</summary>
internal sealed class SampleEvents(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time)
{
    /// <summary>One that has happened, or else an example; null when it is no longer stored.</summary>
    /// <param name="name">The event whose example it is; null for the first of the catalog.</param>
    /// <param name="storedId">The id of one that has happened; null for an example.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<EventEnvelope?> FindAsync(string? name, string? storedId, CancellationToken cancellationToken)
    {
        if (storedId is null)
        {
            return EventEnvelope.Of((EventCatalog.Find(name ?? "") ?? EventCatalog.All[0]).ExampleEvent, EventCause.None, time.GetUtcNow()).Shared();
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Events.AsNoTracking().SingleOrDefaultAsync(row => row.Id == storedId, cancellationToken))?.ToEnvelope().Shared();
    }
}
