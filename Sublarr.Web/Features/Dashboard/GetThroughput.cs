using MediatR;
using Microsoft.EntityFrameworkCore;
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

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Query, Hour>
    {
        public async Task<Hour> Handle(Query query, CancellationToken cancellationToken)
        {
            var last = time.GetUtcNow().ToUnixTimeMilliseconds() / MinuteMs;
            var first = last - Minutes + 1;
            var from = first * MinuteMs;
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);

            // Both read an index alone. EF Core cannot group a converted time by minute.
            var all = await context.Database.SqlQuery<PerMinute>(
                $"SELECT finished_at / {MinuteMs} AS minute, COUNT(*) AS count FROM jobs WHERE finished_at IS NOT NULL AND finished_at >= {from} GROUP BY 1")
                .ToDictionaryAsync(row => row.Minute, row => row.Count, cancellationToken);
            var dead = await context.Database.SqlQuery<PerMinute>(
                $"SELECT finished_at / {MinuteMs} AS minute, COUNT(*) AS count FROM jobs WHERE state = 'dead' AND finished_at >= {from} GROUP BY 1")
                .ToDictionaryAsync(row => row.Minute, row => row.Count, cancellationToken);
            var since = DateTimeOffset.FromUnixTimeMilliseconds(from);
            var incoming = await context.Incoming.Where(row => row.ReceivedAt >= since).Take(GetQueueDepth.Limit).CountAsync(cancellationToken);
            return new([.. Enumerable.Range(0, Minutes).Select(index => MinuteOf(first + index, all, dead))], incoming);
        }

        private static Minute MinuteOf(long minute, Dictionary<long, int> all, Dictionary<long, int> dead)
        {
            var failed = dead.GetValueOrDefault(minute);
            return new(DateTimeOffset.FromUnixTimeMilliseconds(minute * MinuteMs), Math.Max(0, all.GetValueOrDefault(minute) - failed), failed);
        }
    }

    public sealed record PerMinute(long Minute, int Count);
}
