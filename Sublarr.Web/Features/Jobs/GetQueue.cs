using MediatR;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Web.Features.Jobs;

/// <summary>The lanes of the queue: how much waits and runs in each, and what is paused.</summary>
internal static class GetQueue
{
    /// <summary>The states of jobs that are in a lane.</summary>
    public static readonly IReadOnlyList<JobState> Open = [JobState.Queued, JobState.Running, JobState.Retrying, JobState.Held];

    /// <param name="OnlyPaused">True for the lanes alone that are paused: nothing is counted while there are none.</param>
    /// <param name="WithIdle">True for the lanes too that have nothing to do, where a person can set how many run at once.</param>
    public sealed record Query(bool OnlyPaused = false, bool WithIdle = false) : IRequest<Queue>;

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

        /// <summary>How many unless somebody sets another number.</summary>
        public int UsualAtOnce { get; init; }

        /// <summary>How many can be set at most; null for the lane of a hook or webhook, which has its number with its settings.</summary>
        public int? MostAtOnce { get; init; }
    }

    public sealed class Handler(IMediator mediator, QueuePauses pauses, ILaneLimits limits) : IRequestHandler<Query, Queue>
    {
        public async Task<Queue> Handle(Query query, CancellationToken cancellationToken)
        {
            var paused = pauses.Lanes;
            var counts = query.OnlyPaused && paused.All(lane => lane == QueuePause.All)
                ? new Dictionary<(string Lane, JobState State), int>()
                : await mediator.Send(new CountLanes.Query(), cancellationToken);
            var working = query.OnlyPaused ? [] : counts.Keys.Select(key => key.Lane);
            var names = working.Concat(paused).Concat(query.WithIdle ? limits.WithChoice : []).Where(name => name != QueuePause.All).Distinct().Order(StringComparer.Ordinal);
            return new(paused.Contains(QueuePause.All), [.. names.Select(LaneOf)]);

            Lane LaneOf(string name)
            {
                var capacity = limits.Of(name);
                return new(name, pauses.Holds(name))
                {
                    Queued = counts.GetValueOrDefault((name, JobState.Queued)),
                    Running = counts.GetValueOrDefault((name, JobState.Running)),
                    Retrying = counts.GetValueOrDefault((name, JobState.Retrying)),
                    Held = counts.GetValueOrDefault((name, JobState.Held)),
                    AtOnce = capacity.AtOnce,
                    UsualAtOnce = capacity.Usual,
                    MostAtOnce = capacity.Most,
                };
            }
        }
    }
}
