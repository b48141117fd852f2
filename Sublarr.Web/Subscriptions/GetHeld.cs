using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Subscriptions;

/// <summary>What a hook or webhook has held, before somebody decides what becomes of it.</summary>
internal static class GetHeld
{
    /// <param name="Channel">The channel it must be of.</param>
    /// <param name="Id">Which.</param>
    /// <param name="MaxAgeHours">Counts those that are at most so old; null for all.</param>
    public sealed record Query(string Channel, long Id, int? MaxAgeHours = null) : IRequest<Result?>;

    /// <param name="Count">Held deliveries within the age.</param>
    /// <param name="Older">Held deliveries beyond it.</param>
    /// <param name="OldestAt">When the oldest of all was queued, in UTC; null when there is none.</param>
    public sealed record Result(int Count, int Older, DateTimeOffset? OldestAt);

    public sealed class Handler(SubscriptionLookup lookup, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Query, Result?>
    {
        public async Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            if (!await lookup.ExistsAsync(query.Channel, query.Id, cancellationToken))
            {
                return null;
            }

            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var held = context.Jobs.Where(job => job.State == JobState.Held && job.SubscriptionId == query.Id);
            var since = query.MaxAgeHours is { } hours ? time.GetUtcNow().AddHours(-hours) : DateTimeOffset.MinValue;
            var older = since > DateTimeOffset.MinValue ? await held.CountAsync(job => job.CreatedAt < since, cancellationToken) : 0;
            var oldest = await held.OrderBy(job => job.Id).Select(job => (DateTimeOffset?)job.CreatedAt).FirstOrDefaultAsync(cancellationToken);
            return new Result(await held.CountAsync(cancellationToken) - older, older, oldest);
        }
    }
}
