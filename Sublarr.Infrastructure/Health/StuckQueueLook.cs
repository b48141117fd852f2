using Sublarr.Domain;
using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Telemetry;

namespace Sublarr.Infrastructure.Health;

/// <summary>Says that jobs wait for long, and that the queue is paused.</summary>
internal sealed class StuckQueueLook(HealthWatch watch, QueuePauses pauses, TimeProvider time) : IHealthLook
{
    /// <summary>A lane that is merely busy takes less.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public string Name => "queue";

    public string Subject => "the queue";

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HealthFinding>>(Now() is { } finding ? [finding] : []);

    // What is paused waits because somebody wants it to, and says nothing of the rest.
    private HealthFinding? Now() => (pauses.Lanes.Count, watch.OldestDue) switch
    {
        ( > 0, _) => new(
            HealthLevel.Notice, pauses.Lanes.Contains(QueuePause.All) ? "The queue is paused." : $"{Wording.Several(pauses.Lanes.Count, "lane")} of the queue {(pauses.Lanes.Count == 1 ? "is" : "are")} paused.",
            "Nothing of it begins until somebody resumes it on the Jobs page.") { About = "pause", Page = "jobs" },
        (_, { } due) when time.GetUtcNow() - due > Patience => new(
            HealthLevel.Warning, $"A job has been waiting for {Wording.Duration(time.GetUtcNow() - due)}: something holds up the queue.",
            "Look on the Jobs page at what runs, and cancel what does not get on.") { About = "waiting", Page = "jobs?state=queued" },
        _ => null,
    };
}
