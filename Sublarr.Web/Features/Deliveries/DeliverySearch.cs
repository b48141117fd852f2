using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Finds the ids of the deliveries of a filter, by whatever leads to them with the least reading.</summary>
internal sealed class DeliverySearch
{
    /// <summary>So many failures are looked up one by one, whatever their age; of more, some are among the newest jobs.</summary>
    private const int FewFailures = 2_000;

    /// <summary>Events in so many spans are looked up, whatever their age; of what is in more, some are among the newest jobs.</summary>
    private const int FewSpans = 2_000;

    private readonly SublarrDbContext _context;
    private readonly DeliveryFilter _filter;
    private readonly bool _isFewEvents;
    private readonly IdRange _range;

    private DeliverySearch(SublarrDbContext context, DeliveryFilter filter, bool isFewEvents, bool isFewFailures, IdRange range)
    {
        (_context, _filter, _isFewEvents, _range) = (context, filter, isFewEvents, range);
        IsIndexed = isFewEvents || isFewFailures || filter.IsIndexed;
    }

    /// <summary>True when an index leads to every match; otherwise jobs have to be looked through.</summary>
    public bool IsIndexed { get; }

    /// <summary>No match has a lower id.</summary>
    public long Lowest => _range.Lowest;

    /// <summary>No match has a higher id.</summary>
    public long Highest => _range.Highest;

    /// <summary>Looks at how much there is of what the filter asks for.</summary>
    public static async Task<DeliverySearch> PrepareAsync(SublarrDbContext context, DeliveryFilter filter, CancellationToken cancellationToken) => new(
        context,
        filter,
        filter.EventName is { } name && await context.IsRareAsync(name, FewSpans, cancellationToken),
        filter.Failure is { } failure && await context.Attempts.Where(row => row.Failure == failure).Take(FewFailures + 1).CountAsync(cancellationToken) <= FewFailures,
        await IdRange.OfAsync(context, filter.Since, filter.Until, cancellationToken));

    /// <summary>Ids from <paramref name="lowest"/> to just below <paramref name="before"/>, the highest first.</summary>
    public IQueryable<long> Older(long before, long lowest) => Between(lowest, before - 1).OrderByDescending(id => id);

    /// <summary>Ids from just above <paramref name="after"/> to <paramref name="highest"/>, the lowest first.</summary>
    public IQueryable<long> Newer(long after, long highest) => Between(after + 1, highest).OrderBy(id => id);

    // One bound for each end: of two, SQLite would go to the first and read on to the second.
    private IQueryable<long> Between(long lowest, long highest)
    {
        var (from, to) = (Math.Max(lowest, _range.Lowest), Math.Min(highest, _range.Highest));
        return Ids().Where(id => id >= from && id <= to);
    }

    private IQueryable<long> Ids()
    {
        var attempts = _context.Attempts;
        if (_filter.Failure is { } failure)
        {
            // From the failures to their jobs: their index is in the order of the jobs.
            var rest = Jobs(_filter with { Failure = null });
            return attempts
                .Where(last => last.Failure == failure && !attempts.Any(later => later.JobId == last.JobId && later.Number > last.Number) && rest.Any(job => job.Id == last.JobId))
                .Select(last => last.JobId);
        }

        return Jobs(_filter).Select(job => job.Id);
    }

    private IQueryable<JobRow> Jobs(DeliveryFilter filter) => _isFewEvents
        ? (filter with { EventName = null }).Matching(_context)
            .Where(job => _context.EventsNamed(filter.EventName!).Select(row => row.Id).Contains(job.EventId!))
        : filter.Matching(_context);
}
