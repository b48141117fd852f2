using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Events;

/// <summary>A page of stored events, newest first.</summary>
internal static class GetEvents
{
    public const int PageSize = 50;

    /// <summary>No index holds names: this many events are looked through, and a person asks for more.</summary>
    public const int SearchedAtOnce = 100_000;

    public sealed record Query(string? Name, long? Before) : IRequest<Page>;

    public sealed record Page(IReadOnlyList<Row> Rows, bool HasOlder, long? SearchedTo);

    public sealed record Row(long Sequence, string Id, string Name, DateTimeOffset OccurredAt, string Data, int Deliveries);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page>
    {
        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var newest = await context.Events.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
            var before = Math.Min(query.Before ?? long.MaxValue, newest + 1);
            var lowest = query.Name is null ? 0 : Math.Max(0, before - SearchedAtOnce);
            var events = context.Events.AsNoTracking().Where(row => row.Sequence < before && row.Sequence >= lowest);
            if (query.Name is { } name)
            {
                events = events.Where(row => row.Name == name);
            }

            var rows = await events
                .OrderByDescending(row => row.Sequence)
                .Take(PageSize + 1)
                .Select(row => new Row(
                    row.Sequence, row.Id, row.Name, row.OccurredAt, row.Data, context.Set<JobRow>().Count(job => job.EventId == row.Id)))
                .ToListAsync(cancellationToken);
            var isFull = rows.Count > PageSize;
            return new([.. rows.Take(PageSize)], isFull, isFull || lowest == 0 ? null : lowest);
        }
    }
}
