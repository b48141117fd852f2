using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Jobs, newest first.</summary>
internal static class GetJobs
{
    /// <param name="State">Only in this state.</param>
    /// <param name="Kind">Only of this kind.</param>
    /// <param name="Priority">Only of this priority.</param>
    /// <param name="ParentId">Only those that this job caused.</param>
    /// <param name="Paging">Which part.</param>
    public sealed record Query(JobState? State, string? Kind, int? Priority, long? ParentId, Paging Paging) : IRequest<Page<JobView>>;

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Priority).InclusiveBetween(1, 10).WithMessage("A priority is 1 (first) to 10 (last).");
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IJobNotes notes) : IRequestHandler<Query, Page<JobView>>
    {
        public async Task<Page<JobView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = Filter((query.State is { } state ? context.JobsIn(state) : context.Jobs).AsNoTracking(), query);
            var total = await rows.CountAsync(cancellationToken);
            var page = await rows.OrderByDescending(row => row.Id).Skip(query.Paging.Skip).Take(query.Paging.Take).ToListAsync(cancellationToken);
            var progress = await ShownProgress.ReadAsync(context, notes, [.. page.Select(row => row.Id)], cancellationToken);
            return new([.. page.Select(row => JobView.Of(row, progress.GetValueOrDefault(row.Id)))], total);
        }

        private static IQueryable<JobRow> Filter(IQueryable<JobRow> rows, Query query)
        {
            rows = rows.Of(query.Kind, query.Priority);
            return query.ParentId is { } parent ? rows.Where(row => row.ParentId == parent) : rows;
        }
    }
}

/// <summary>A job as machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What sort of work it is.</param>
/// <param name="Title">What it is to do, as a phrase.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Priority">1 (first) to 10 (last).</param>
/// <param name="Attempts">Attempts used up.</param>
/// <param name="ParentId">The job that caused it.</param>
/// <param name="EventId">The event it delivers.</param>
/// <param name="SubscriptionId">The hook or webhook it delivers to.</param>
/// <param name="CreatedAt">When it was queued, in UTC.</param>
/// <param name="StartedAt">When the last attempt began.</param>
/// <param name="FinishedAt">When it reached an end.</param>
/// <param name="NextAttemptAt">When it is tried again; null unless it is retrying.</param>
/// <param name="LastError">Why the last attempt did not succeed, as a sentence.</param>
internal sealed record JobView(
    long Id, string Kind, string Title, JobState State, int Priority, int Attempts, long? ParentId, string? EventId, long? SubscriptionId,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, DateTimeOffset? NextAttemptAt, string? LastError)
{
    /// <summary>How far it is; null when it has not told.</summary>
    public JobProgress? Progress { get; init; }

    public static JobView Of(JobRow row, ShownProgress? progress = null) => new(
        row.Id, row.Kind, row.Title, row.State, row.Priority, row.Attempts, row.ParentId, row.EventId, row.SubscriptionId,
        row.CreatedAt, row.StartedAt, row.FinishedAt, row.State == JobState.Retrying ? row.DueAt : null, row.LastError) { Progress = progress?.Progress };
}
