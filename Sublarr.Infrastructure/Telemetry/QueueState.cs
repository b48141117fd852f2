using System.Diagnostics.Metrics;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Telemetry;

/// <summary>How much waits and for how long, read when somebody asks.</summary>
internal sealed class QueueState(IJobFigures figures, TimeProvider time)
{
    private static readonly (JobState State, string Word)[] States =
        [(JobState.Queued, "queued"), (JobState.Running, "running"), (JobState.Retrying, "retrying"), (JobState.Held, "held"), (JobState.Dead, "dead")];

    /// <summary>Jobs by state.</summary>
    public IEnumerable<Measurement<long>> Depths()
    {
        var counts = figures.CountByState();
        return States.Select(state => new Measurement<long>(counts.GetValueOrDefault(state.State), new KeyValuePair<string, object?>("state", state.Word)));
    }

    /// <summary>For how many seconds the oldest job that is due has waited; 0 when none waits.</summary>
    public double OldestDueSeconds() => OldestDue() is { } due ? Math.Max(0, (time.GetUtcNow() - due).TotalSeconds) : 0;

    /// <summary>When the oldest job that waits for its turn became due, in UTC; null when none waits.</summary>
    public DateTimeOffset? OldestDue() => figures.OldestDue();
}
