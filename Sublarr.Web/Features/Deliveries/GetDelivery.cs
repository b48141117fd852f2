using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>One delivery with every attempt.</summary>
internal static class GetDelivery
{
    /// <summary>More attempts than anybody reads: the newest are shown.</summary>
    public const int AttemptLimit = 100;

    public sealed record Query(long JobId) : IRequest<Delivery?>;

    /// <summary>Attempts newest first, and the delivery about the same title that has to end before this one.</summary>
    public sealed record Delivery(JobRow Job, EventRow? Event, string? Subscription, string? Channel, IReadOnlyList<AttemptRow> Attempts, long? WaitsFor);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Delivery?>
    {
        public async Task<Delivery?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Jobs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == query.JobId, cancellationToken) is not { } job)
            {
                return null;
            }

            var subscription = await context.Subscriptions.AsNoTracking()
                .Where(row => row.Id == job.SubscriptionId)
                .Select(row => new { row.Name, row.Channel })
                .SingleOrDefaultAsync(cancellationToken);
            var fact = await context.Events.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.EventId, cancellationToken);
            var attempts = await context.Attempts.AsNoTracking()
                .Where(row => row.JobId == job.Id)
                .OrderByDescending(row => row.Number)
                .Take(AttemptLimit)
                .ToListAsync(cancellationToken);
            return new(job, fact, subscription?.Name, subscription?.Channel, attempts, await WaitsForAsync(context, job, cancellationToken));
        }

        private static Task<long?> WaitsForAsync(SublarrDbContext context, JobRow job, CancellationToken cancellationToken) =>
            job is { State: JobState.Queued, Rank: JobRow.AwaitsTurn }
                ? context.Jobs.AsNoTracking()
                    .Where(row => row.SubscriptionId == job.SubscriptionId && row.OrderingKey == job.OrderingKey && row.FinishedAt == null && row.Id != job.Id)
                    .MinAsync(row => (long?)row.Id, cancellationToken)
                : Task.FromResult<long?>(null);
    }
}
