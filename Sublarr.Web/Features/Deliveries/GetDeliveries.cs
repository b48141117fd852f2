using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>A page of the log: deliveries by id, so that no page costs more than another however long the log is.</summary>
public static class GetDeliveries
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Where no index answers the question, this many jobs are looked through; a person asks for more.</summary>
    public const int SearchedAtOnce = 75_000;

    internal sealed record Query(DeliveryFilter Filter, long? Before = null, long? After = null) : IRequest<Page>;

    /// <summary>Newest first.</summary>
    internal sealed record Page(IReadOnlyList<Row> Rows, bool HasNewer, bool HasOlder, long? SearchedTo);

    internal sealed record Row(
        long Id, JobState State, string Title, string? EventName, string? EventData, string? Subscription, string? Channel, int Runs, string? Reason,
        double? DurationMs, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, DateTimeOffset DueAt, bool IsTest);

    internal sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page>
    {
        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var search = await DeliverySearch.PrepareAsync(context, query.Filter, cancellationToken);
            if (query.After is { } after)
            {
                return await NewerAsync(context, search, after, cancellationToken);
            }

            var newest = await context.Jobs.MaxAsync(job => (long?)job.Id, cancellationToken) ?? 0;
            return await OlderAsync(context, search, Math.Min(query.Before ?? long.MaxValue, newest + 1), query.Before is not null, cancellationToken);
        }

        private static async Task<Page> OlderAsync(SublarrDbContext context, DeliverySearch search, long before, bool hasNewer, CancellationToken cancellationToken)
        {
            var from = search.Highest < before ? search.Highest + 1 : before;
            var lowest = search.IsIndexed ? 0 : Math.Max(0, from - SearchedAtOnce);
            var ids = await search.Older(before, lowest).Take(PageSize + 1).ToListAsync(cancellationToken);
            var isFull = ids.Count > PageSize;
            return new(await RowsAsync(context, ids, cancellationToken), hasNewer, isFull, isFull || lowest <= search.Lowest ? null : lowest);
        }

        private static async Task<Page> NewerAsync(SublarrDbContext context, DeliverySearch search, long after, CancellationToken cancellationToken)
        {
            var highest = search.IsIndexed ? long.MaxValue : after + SearchedAtOnce;
            var ids = await search.Newer(after, highest).Take(PageSize + 1).ToListAsync(cancellationToken);
            return new(await RowsAsync(context, ids, cancellationToken), ids.Count > PageSize, true, null);
        }

        private static async Task<IReadOnlyList<Row>> RowsAsync(SublarrDbContext context, List<long> ids, CancellationToken cancellationToken)
        {
            var shown = ids.Take(PageSize).ToList();
            return await Rows(context, context.Jobs.AsNoTracking().Where(job => shown.Contains(job.Id)).OrderByDescending(job => job.Id)).ToListAsync(cancellationToken);
        }

        private static IQueryable<Row> Rows(SublarrDbContext context, IQueryable<JobRow> jobs) => jobs.Select(job => new Row(
            job.Id,
            job.State,
            job.Title,
            context.Set<EventRow>().Where(row => row.Id == job.EventId).Select(row => row.Name).FirstOrDefault(),
            context.Set<EventRow>().Where(row => row.Id == job.EventId).Select(row => row.Data).FirstOrDefault(),
            context.Set<Subscription>().Where(row => row.Id == job.SubscriptionId && row.DeletedAt == null).Select(row => row.Name).FirstOrDefault(),
            context.Set<Subscription>().Where(row => row.Id == job.SubscriptionId && row.DeletedAt == null).Select(row => row.Channel).FirstOrDefault(),
            job.Runs,
            job.LastError,
            context.Set<AttemptRow>().Where(row => row.JobId == job.Id).OrderByDescending(row => row.Number).Select(row => (double?)row.DurationMs).FirstOrDefault(),
            job.CreatedAt,
            job.FinishedAt,
            job.DueAt,
            job.IsTest));
    }
}
