using System.Text.Json.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Health;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Health;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Health;

/// <summary>What the last health check found.</summary>
internal static class GetHealth
{
    public sealed record Query : IRequest<HealthFindings>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromMilliseconds(400);
    }

    public sealed class Handler(HealthBook book, ITimetable timetable, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, HealthFindings>
    {
        public async Task<HealthFindings> Handle(Query query, CancellationToken cancellationToken)
        {
            var jobId = await OpenJobAsync(cancellationToken);
            var last = await book.LastAsync(cancellationToken);
            return new(last?.At, [.. (last?.Findings ?? []).Select(ViewOf)]) { JobId = jobId };
        }

        private static FindingView ViewOf(KnownFinding known) =>
            new(known.Look, known.Finding.Level, known.Finding.Message, known.Finding.Remedy, known.Since) { Page = known.Finding.Page };

        private async Task<long?> OpenJobAsync(CancellationToken cancellationToken)
        {
            var schedule = (await timetable.ListAsync(cancellationToken)).Single(schedule => schedule.Schedule.Key == HealthSchedule.Name);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var state = await context.Jobs.Where(job => job.Id == schedule.LastJobId).Select(job => (JobState?)job.State).SingleOrDefaultAsync(cancellationToken);
            return state?.IsTerminal() == false ? schedule.LastJobId : null;
        }
    }
}

/// <summary>What the last health check found.</summary>
/// <param name="CheckedAt">When it was, in UTC; null before the first.</param>
/// <param name="Findings">What is wrong, the worst first.</param>
public sealed record HealthFindings(DateTimeOffset? CheckedAt, IReadOnlyList<FindingView> Findings)
{
    /// <summary>The check that is queued or runs; null for none.</summary>
    [JsonIgnore]
    public long? JobId { get; init; }
}

/// <summary>Something that is wrong, or good to know.</summary>
/// <param name="Look">The look that found it.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What helps.</param>
/// <param name="Since">When it was found first, in UTC.</param>
public sealed record FindingView(string Look, HealthLevel Level, string Message, string Remedy, DateTimeOffset Since)
{
    /// <summary>The page it is mended on, below Sublarr's own address; null when that is not done here.</summary>
    public string? Page { get; init; }
}
