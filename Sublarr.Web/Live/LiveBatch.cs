using System.Collections.Immutable;
using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Live;

/// <summary>What happened within one moment. Made once and shared by every circuit.</summary>
/// <param name="Events">Events published, oldest first.</param>
/// <param name="Jobs">Changes of jobs, oldest first.</param>
/// <param name="Missed">Events and changes left out, oldest first, because there were too many: what is shown has to be read again.</param>
/// <param name="IsWantedOther">True when what is wanted has changed.</param>
/// <param name="IsQueueOther">True when what is paused of the queue has changed, or how many of a lane run at once.</param>
public sealed record LiveBatch(ImmutableArray<LiveEvent> Events, ImmutableArray<JobChange> Jobs, int Missed, bool IsWantedOther = false, bool IsQueueOther = false)
{
    /// <summary>The most events one batch holds.</summary>
    public const int EventLimit = 200;

    /// <summary>The most changes of jobs one batch holds.</summary>
    public const int JobLimit = 2000;

    /// <summary>Events, changes and what was left out.</summary>
    public int Count => Events.Length + Jobs.Length + Missed;

    /// <summary>Several batches as one, the newest kept when there are too many.</summary>
    internal static LiveBatch Join(IReadOnlyList<LiveBatch> batches, int missed)
    {
        if (batches is [var single] && missed == 0)
        {
            return single;
        }

        return Limit(
            All(batches, batch => batch.Events), All(batches, batch => batch.Jobs), missed + batches.Sum(batch => batch.Missed),
            batches.Any(batch => batch.IsWantedOther), batches.Any(batch => batch.IsQueueOther));
    }

    internal static LiveBatch Limit(ImmutableArray<LiveEvent> events, ImmutableArray<JobChange> jobs, int missed, bool isWantedOther, bool isPausedOther)
    {
        var excess = Math.Max(0, events.Length - EventLimit) + Math.Max(0, jobs.Length - JobLimit);
        return new(Newest(events, EventLimit), Newest(jobs, JobLimit), missed + excess, isWantedOther, isPausedOther);
    }

    // Copied in pieces: each of a hundred open pages does this a few times a second.
    private static ImmutableArray<T> All<T>(IReadOnlyList<LiveBatch> batches, Func<LiveBatch, ImmutableArray<T>> part)
    {
        var all = ImmutableArray.CreateBuilder<T>(batches.Sum(batch => part(batch).Length));
        foreach (var batch in batches)
        {
            all.AddRange(part(batch));
        }

        return all.MoveToImmutable();
    }

    private static ImmutableArray<T> Newest<T>(ImmutableArray<T> all, int limit) => all.Length <= limit ? all : all[^limit..];
}
