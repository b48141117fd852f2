using System.Collections.Frozen;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>All handlers by kind.</summary>
internal sealed class JobHandlers(IEnumerable<IJobHandler> handlers)
{
    private readonly FrozenDictionary<string, IJobHandler> _byKind = handlers
        .SelectMany(handler => handler.Kinds, KeyValuePair.Create<IJobHandler, string>)
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>How many jobs of each lane may run at the same time.</summary>
    public IReadOnlyDictionary<string, LaneBounds> Lanes { get; } = handlers
        .SelectMany(handler => handler.Lanes, (handler, lane) => KeyValuePair.Create(lane, new LaneBounds(handler.Concurrency, Math.Max(handler.Concurrency, handler.MostAtOnce))))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public IJobHandler? Find(string kind) => _byKind.GetValueOrDefault(kind);

    /// <summary>The retry schedule of a job; none for a kind that nobody handles.</summary>
    public RetrySchedule RetriesOf(Job job) => Find(job.Kind)?.RetriesOf(job) ?? RetrySchedule.None;

    /// <summary>The same for a job whose process died while it ran.</summary>
    public RetrySchedule RecoveriesOf(Job job) => Find(job.Kind)?.RecoveriesOf(job) ?? RetrySchedule.None;
}

/// <summary>How many jobs of a lane its handler bears at the same time.</summary>
/// <param name="Usual">So many unless somebody sets another number.</param>
/// <param name="Most">So many at most.</param>
internal readonly record struct LaneBounds(int Usual, int Most);
