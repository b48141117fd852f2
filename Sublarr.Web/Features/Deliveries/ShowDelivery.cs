using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>One delivery with its attempts, for machines.</summary>
internal static class ShowDelivery
{
    public sealed record Query(long Id) : IRequest<Result?>;

    /// <param name="Delivery">The delivery.</param>
    /// <param name="Attempts">Its newest attempts, first to last.</param>
    public sealed record Result(DeliveryView Delivery, IReadOnlyList<Attempt> Attempts);

    /// <param name="Id">Its id.</param>
    /// <param name="Number">From 1.</param>
    /// <param name="Trigger">automatic, manual or recovered.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Reason">Why it did not succeed, as a sentence.</param>
    /// <param name="ErrorClass">How it failed.</param>
    /// <param name="StartedAt">When it began, in UTC.</param>
    /// <param name="DurationMs">How long it took.</param>
    /// <param name="NextAttemptAt">When the next was to be made.</param>
    /// <param name="Detail">What was sent, answered and printed, secrets masked.</param>
    public sealed record Attempt(
        long Id, int Number, JobTrigger Trigger, string Outcome, string? Reason, FailureClass? ErrorClass, DateTimeOffset StartedAt, double DurationMs,
        DateTimeOffset? NextAttemptAt, AttemptDetail? Detail)
    {
        public static Attempt Of(AttemptRow row) => new(
            row.Id, row.Number, row.Trigger, row.Outcome, row.Reason, row.Failure, row.StartedAt, row.DurationMs, row.NextAttemptAt, row.ReadDetail());
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Result?>
    {
        public async Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var jobs = new DeliveryFilter().Matching(context).Where(job => job.Id == query.Id);
            if (await DeliveryView.Read(context, jobs).SingleOrDefaultAsync(cancellationToken) is not { } stored)
            {
                return null;
            }

            var attempts = await context.Attempts.AsNoTracking()
                .Where(row => row.JobId == query.Id).OrderByDescending(row => row.Number).Take(GetDelivery.AttemptLimit).ToListAsync(cancellationToken);
            return new(DeliveryView.Of(stored), [.. attempts.AsEnumerable().Reverse().Select(Attempt.Of)]);
        }
    }
}
