using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Jobs;

/// <summary>One job with its attempts and the jobs it caused.</summary>
internal static class GetJob
{
    public sealed record Query(long Id) : IRequest<Result?>;

    /// <param name="Job">The job.</param>
    /// <param name="Attempts">Its newest attempts, first to last.</param>
    /// <param name="Children">The first of the jobs it caused, oldest first; <c>/api/v1/jobs?parent_id=</c> gives all, part by part.</param>
    /// <param name="ChildrenTotal">How many it caused in all.</param>
    public sealed record Result(JobView Job, IReadOnlyList<Attempt> Attempts, IReadOnlyList<JobView> Children, int ChildrenTotal)
    {
        /// <summary>How often the report it works on came again; 0 for other jobs.</summary>
        public int Repeats { get; init; }
    }

    /// <param name="Number">From 1.</param>
    /// <param name="Trigger">Why it was made.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Reason">Why it did not succeed, as a sentence.</param>
    /// <param name="Failure">What kind of failure it was.</param>
    /// <param name="StartedAt">When it began, in UTC.</param>
    /// <param name="DurationMs">How long it took.</param>
    /// <param name="NextAttemptAt">When the next was to be made.</param>
    /// <param name="Detail">What was sent, answered and printed.</param>
    public sealed record Attempt(
        int Number, JobTrigger Trigger, string Outcome, string? Reason, FailureClass? Failure, DateTimeOffset StartedAt, double DurationMs,
        DateTimeOffset? NextAttemptAt, AttemptDetail? Detail)
    {
        public static Attempt Of(AttemptRow row) => new(
            row.Number, row.Trigger, row.Outcome, row.Reason, row.Failure, row.StartedAt, row.DurationMs, row.NextAttemptAt, row.ReadDetail());
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IJobNotes notes) : IRequestHandler<Query, Result?>
    {
        private const int MostChildren = 500;
        private const int MostAttempts = 500;

        public async Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Jobs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == query.Id, cancellationToken) is not { } job)
            {
                return null;
            }

            var attempts = await context.Attempts.AsNoTracking()
                .Where(row => row.JobId == query.Id).OrderByDescending(row => row.Number).Take(MostAttempts).ToListAsync(cancellationToken);
            var caused = context.Jobs.AsNoTracking().Where(row => row.ParentId == query.Id);
            var children = await caused.OrderBy(row => row.Id).Take(MostChildren).ToListAsync(cancellationToken);
            var total = children.Count < MostChildren ? children.Count : await caused.CountAsync(cancellationToken);
            var report = await context.Incoming.AsNoTracking().FirstOrDefaultAsync(row => row.JobId == query.Id, cancellationToken);
            var progress = await ShownProgress.ReadAsync(context, notes, [job.Id], cancellationToken);
            return new(
                JobView.Of(job, progress.GetValueOrDefault(job.Id)), [.. attempts.AsEnumerable().Reverse().Select(Attempt.Of)], [.. children.Select(child => JobView.Of(child))], total)
            {
                Repeats = await ReportRepeats.CountAsync(context, report, cancellationToken),
            };
        }
    }
}
