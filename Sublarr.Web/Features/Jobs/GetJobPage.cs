using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Jobs;

/// <summary>A page of jobs, newest first.</summary>
internal static class GetJobPage
{
    public const int PageSize = 50;

    /// <summary>No index holds kinds or priorities: this many jobs are looked through, and a person asks for more.</summary>
    public const int SearchedAtOnce = 100_000;

    public sealed record Query(JobState? State, string? Kind, int? Priority, long? Before) : IRequest<Page>;

    /// <summary>A page, and every kind there can be.</summary>
    public sealed record Page(IReadOnlyList<Row> Rows, bool HasOlder, long? SearchedTo, IReadOnlyList<string> Kinds);

    public sealed record Row(
        long Id, string Kind, string Title, JobState State, int Priority, int Runs, string? Reason, DateTimeOffset DueAt, DateTimeOffset At)
    {
        /// <summary>How far it is; null when it has not told.</summary>
        public ShownProgress? Progress { get; init; }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IJobNotes notes, IEnumerable<IJobHandler> handlers) : IRequestHandler<Query, Page>
    {
        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var newest = await context.Jobs.MaxAsync(job => (long?)job.Id, cancellationToken) ?? 0;
            var before = Math.Min(query.Before ?? long.MaxValue, newest + 1);
            var lowest = query is { Kind: null, Priority: null } ? 0 : Math.Max(0, before - SearchedAtOnce);
            var jobs = (query.State is { } state ? context.JobsIn(state) : context.Jobs).AsNoTracking().Where(job => job.Id < before && job.Id >= lowest);
            var rows = await jobs.Of(query.Kind, query.Priority)
                .OrderByDescending(job => job.Id)
                .Take(PageSize + 1)
                .Select(job => new Row(
                    job.Id, job.Kind, job.Title, job.State, job.Priority, job.Runs, job.LastError, job.DueAt, job.FinishedAt ?? job.CreatedAt))
                .ToListAsync(cancellationToken);
            var isFull = rows.Count > PageSize;
            var progress = await ShownProgress.ReadAsync(context, notes, [.. rows.Where(IsUnderWay).Select(row => row.Id)], cancellationToken);
            return new(
                [.. rows.Take(PageSize).Select(row => row with { Progress = progress.GetValueOrDefault(row.Id) })],
                isFull,
                isFull || lowest == 0 ? null : lowest,
                [.. handlers.SelectMany(handler => handler.Kinds).Order(StringComparer.Ordinal)]);
        }

        // How far what has succeeded came is no news.
        private static bool IsUnderWay(Row row) => row.State != JobState.Succeeded;
    }
}
