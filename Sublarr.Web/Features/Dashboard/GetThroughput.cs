using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>How many jobs ended in each minute of the last hour.</summary>
internal static class GetThroughput
{
    public const int Minutes = 60;

    private const long MinuteMs = 60_000;

    public sealed record Query : IRequest<Hour>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(5);

        public bool FollowsChanges => false;
    }

    /// <summary>Oldest minute first, the present one last.</summary>
    public sealed record Hour(IReadOnlyList<Minute> Minutes, int Incoming)
    {
        public int Total => Minutes.Sum(minute => minute.Done + minute.Failed);

        public int Failed => Minutes.Sum(minute => minute.Failed);
    }

    public sealed record Minute(DateTimeOffset StartedAt, int Done, int Failed);

    public sealed class Handler(IJobFigures figures, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Query, Hour>
    {
        public async Task<Hour> Handle(Query query, CancellationToken cancellationToken)
        {
            var last = time.GetUtcNow().ToUnixTimeMilliseconds() / MinuteMs;
            var since = DateTimeOffset.FromUnixTimeMilliseconds((last - Minutes + 1) * MinuteMs);
            var ended = await figures.EndedByMinuteAsync(since, cancellationToken);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var incoming = await context.Incoming.Where(row => row.ReceivedAt >= since).Take(GetQueueDepth.Limit).CountAsync(cancellationToken);
            return new([.. Enumerable.Range(0, Minutes).Select(index => MinuteOf(since.AddMinutes(index), ended))], incoming);
        }

        private static Minute MinuteOf(DateTimeOffset minute, IReadOnlyDictionary<DateTimeOffset, (int Ended, int Dead)> figures)
        {
            var (ended, dead) = figures.GetValueOrDefault(minute);
            return new(minute, Math.Max(0, ended - dead), dead);
        }
    }
}
