using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Jobs;

/// <summary>The lanes of the queue: how much waits and runs in each, and what is paused.</summary>
internal static class GetQueue
{
    /// <summary>The states of jobs that are in a lane.</summary>
    public static readonly IReadOnlyList<JobState> Open = [JobState.Queued, JobState.Running, JobState.Retrying, JobState.Held];

    /// <param name="OnlyPaused">True for the lanes alone that are paused: others, of which there may be a million jobs, are not counted.</param>
    public sealed record Query(bool OnlyPaused = false) : IRequest<Queue>;

    /// <param name="Paused">True when the whole queue is.</param>
    /// <param name="Lanes">Lanes with work or a pause, by name.</param>
    public sealed record Queue(bool Paused, IReadOnlyList<Lane> Lanes);

    /// <param name="Name">A kind of job, or <c>subscription:</c> and the id of a hook or webhook.</param>
    /// <param name="Paused">True when no job of it begins.</param>
    public sealed record Lane(string Name, bool Paused)
    {
        /// <summary>Jobs that are due.</summary>
        public int Queued { get; init; }

        /// <summary>Jobs that run.</summary>
        public int Running { get; init; }

        /// <summary>Jobs that wait for their time.</summary>
        public int Retrying { get; init; }

        /// <summary>Jobs that are kept while their hook or webhook is paused or off.</summary>
        public int Held { get; init; }

        /// <summary>How many may run at the same time.</summary>
        public int AtOnce { get; init; }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, QueuePauses pauses, ILaneLimits limits) : IRequestHandler<Query, Queue>
    {
        public async Task<Queue> Handle(Query query, CancellationToken cancellationToken)
        {
            var paused = pauses.Lanes;
            var counts = query.OnlyPaused && paused.All(lane => lane == QueuePause.All) ? [] : await CountAsync(query.OnlyPaused ? [.. paused] : null, cancellationToken);
            var names = counts.Keys.Select(key => key.Lane).Concat(paused).Where(name => name != QueuePause.All).Distinct().Order(StringComparer.Ordinal);
            return new(paused.Contains(QueuePause.All), [.. names.Select(LaneOf)]);

            Lane LaneOf(string name) => new(name, pauses.Holds(name))
            {
                Queued = counts.GetValueOrDefault((name, JobState.Queued)),
                Running = counts.GetValueOrDefault((name, JobState.Running)),
                Retrying = counts.GetValueOrDefault((name, JobState.Retrying)),
                Held = counts.GetValueOrDefault((name, JobState.Held)),
                AtOnce = limits.AtOnce(name),
            };
        }

        private async Task<Dictionary<(string Lane, JobState State), int>> CountAsync(List<string>? only, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var counts = new Dictionary<(string Lane, JobState State), int>();
            foreach (var state in Open)
            {
                var jobs = only is null ? context.JobsIn(state) : context.JobsIn(state).Where(job => only.Contains(job.Lane));
                foreach (var lane in await jobs.GroupBy(job => job.Lane).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
                {
                    counts[(lane.Key, state)] = lane.Count;
                }
            }

            return counts;
        }
    }
}
