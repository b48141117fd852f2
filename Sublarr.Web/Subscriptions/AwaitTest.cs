using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Live;

namespace Sublarr.Web.Subscriptions;

/// <summary>Waits for a test delivery and says what came of it.</summary>
internal static class AwaitTest
{
    /// <param name="JobId">What <see cref="QueueTest"/> queued.</param>
    public sealed record Query(long JobId) : IRequest<Result>;

    /// <param name="JobId">The job, also shown in the log.</param>
    /// <param name="State">Its end, or where it was when the patience was used up.</param>
    /// <param name="Success">True when the delivery succeeded.</param>
    /// <param name="Reason">Why it did not, as a sentence.</param>
    /// <param name="DurationMs">How long the attempt took; null when none was made in time.</param>
    /// <param name="Detail">What was sent, answered and printed.</param>
    public sealed record Result(long JobId, JobState State, bool Success, string? Reason, double? DurationMs, AttemptDetail? Detail)
    {
        /// <summary>What was asked, in its order; empty for channels that only deliver.</summary>
        public IReadOnlyList<TestStep> Steps => Detail?.Steps ?? [];
    }

    public sealed class Handler(JobEndings endings, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Result>
    {
        /// <summary>A page does not wait longer than this beyond the subscription's own timeout.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var timeout = await context.Subscriptions
                .Where(row => context.Set<JobRow>().Any(job => job.Id == query.JobId && job.SubscriptionId == row.Id))
                .Select(row => (int?)row.TimeoutSeconds)
                .SingleOrDefaultAsync(cancellationToken) ?? 0;
            await endings.WaitAsync(query.JobId, TimeSpan.FromSeconds(timeout) + Patience, cancellationToken);
            var job = await context.Jobs.AsNoTracking().SingleAsync(row => row.Id == query.JobId, cancellationToken);
            var attempt = await context.Attempts.AsNoTracking()
                .Where(row => row.JobId == query.JobId).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
            return new(job.Id, job.State, job.State == JobState.Succeeded, job.LastError, attempt?.DurationMs, attempt?.ReadDetail());
        }
    }
}
