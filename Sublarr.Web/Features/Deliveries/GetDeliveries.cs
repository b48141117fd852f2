using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

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
            var newest = await context.Jobs.MaxAsync(job => (long?)job.Id, cancellationToken) ?? 0;
            return query.After is { } after
                ? await NewerAsync(context, query.Filter, after, cancellationToken)
                : await OlderAsync(context, query.Filter, Math.Min(query.Before ?? long.MaxValue, newest + 1), query.Before is not null, cancellationToken);
        }

        private static async Task<Page> OlderAsync(SublarrDbContext context, DeliveryFilter filter, long before, bool hasNewer, CancellationToken cancellationToken)
        {
            var lowest = filter.IsIndexed ? 0 : Math.Max(0, before - SearchedAtOnce);
            var rows = await Rows(context, filter.Matching(context)
                .Where(job => job.Id < before && job.Id >= lowest).OrderByDescending(job => job.Id)).ToListAsync(cancellationToken);
            var isFull = rows.Count > PageSize;
            return new([.. rows.Take(PageSize)], hasNewer, isFull, isFull || lowest == 0 ? null : lowest);
        }

        private static async Task<Page> NewerAsync(SublarrDbContext context, DeliveryFilter filter, long after, CancellationToken cancellationToken)
        {
            var highest = filter.IsIndexed ? long.MaxValue : after + SearchedAtOnce;
            var rows = await Rows(context, filter.Matching(context)
                .Where(job => job.Id > after && job.Id <= highest).OrderBy(job => job.Id)).ToListAsync(cancellationToken);
            return new([.. rows.Take(PageSize).Reverse()], rows.Count > PageSize, true, null);
        }

        private static IQueryable<Row> Rows(SublarrDbContext context, IQueryable<JobRow> jobs) => jobs.Take(PageSize + 1).Select(job => new Row(
            job.Id,
            job.State,
            job.Title,
            context.Events.Where(row => row.Id == job.EventId).Select(row => row.Name).FirstOrDefault(),
            context.Events.Where(row => row.Id == job.EventId).Select(row => row.Data).FirstOrDefault(),
            context.Subscriptions.Where(row => row.Id == job.SubscriptionId).Select(row => row.Name).FirstOrDefault(),
            context.Subscriptions.Where(row => row.Id == job.SubscriptionId).Select(row => row.Channel).FirstOrDefault(),
            job.Runs,
            job.LastError,
            context.Attempts.Where(row => row.JobId == job.Id).OrderByDescending(row => row.Number).Select(row => (double?)row.DurationMs).FirstOrDefault(),
            job.CreatedAt,
            job.FinishedAt,
            job.DueAt,
            job.IsTest));
    }
}
