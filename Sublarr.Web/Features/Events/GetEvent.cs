using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Events;

/// <summary>One event and who was told, page by page.</summary>
internal static class GetEvent
{
    /// <summary>Deliveries of a page.</summary>
    public const int PageSize = 50;

    /// <param name="Id">The event.</param>
    /// <param name="Page">Which of its deliveries, from 1.</param>
    public sealed record Query(string Id, int Page = 1) : IRequest<Detail?>;

    public sealed record Detail(EventRow Event, IReadOnlyList<Delivery> Deliveries, int Total);

    public sealed record Delivery(long JobId, JobState State, string? Subscription, string? Channel, int Runs, string? Reason, DateTimeOffset At);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Detail?>
    {
        public async Task<Detail?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Events.AsNoTracking().SingleOrDefaultAsync(row => row.Id == query.Id, cancellationToken) is not { } fact)
            {
                return null;
            }

            var all = context.Jobs.AsNoTracking().Where(job => job.EventId == query.Id);
            var deliveries = await all
                .OrderBy(job => job.Id)
                .Skip((query.Page - 1) * PageSize)
                .Take(PageSize)
                .Select(job => new Delivery(
                    job.Id,
                    job.State,
                    context.Set<Subscription>().Where(row => row.Id == job.SubscriptionId && row.DeletedAt == null).Select(row => row.Name).FirstOrDefault(),
                    context.Set<Subscription>().Where(row => row.Id == job.SubscriptionId && row.DeletedAt == null).Select(row => row.Channel).FirstOrDefault(),
                    job.Runs,
                    job.LastError,
                    job.FinishedAt ?? job.CreatedAt))
                .ToListAsync(cancellationToken);
            return new(fact, deliveries, await all.CountAsync(cancellationToken));
        }
    }
}
