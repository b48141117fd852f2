using System.Collections.Concurrent;
using System.Globalization;
using Sublarr.Domain;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Asks each instance that is switched on how it is, with one short request each, and tells of changes alone.</summary>
internal sealed class ArrCheckHandler(ArrInstances instances, ArrClient client, IEventBus bus, TimeProvider time) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}arr-check";

    private const int AtOnce = 4;

    public string Kind => JobKind;

    public int Concurrency => 1;

    // The next run is the retry.
    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var enabled = await instances.EnabledAsync(cancellationToken);
        var found = new ConcurrentBag<(string Line, bool IsWell)>();
        await Parallel.ForEachAsync(enabled, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (each, stop) =>
        {
            var problem = await CheckAsync(each.Instance, each.State, context.Job.Cause, stop);
            found.Add(($"{each.Instance.Name}: {problem ?? "answers"}", problem is null));
            context.Report(found.Count, enabled.Count);
        });
        var parts = found.Select(line => line.Line).Order(StringComparer.Ordinal).ToList();
        var note = enabled.Count == 0
            ? "There is no Sonarr or Radarr to ask."
            : $"{Wording.Several(found.Count(each => each.IsWell), "answers", "answer")}, {found.Count(each => !each.IsWell)} not.";
        return new(JobOutcome.Done, new AttemptDetail { Note = note, Parts = parts.Count == 0 ? null : [new("What was found", string.Join('\n', parts))] });
    }

    /// <summary>What is wrong with one; null when all is well.</summary>
    private async Task<string?> CheckAsync(ArrInstance instance, ArrState before, EventCause cause, CancellationToken cancellationToken)
    {
        var (status, problem) = await AskAsync(instance, cancellationToken);
        var now = time.GetUtcNow();
        await TellAsync(instance, before, problem, cause, cancellationToken);
        await instances.ChangeAsync(
            instance.Id,
            state =>
            {
                if (problem is null)
                {
                    state.Answered(status?.Version is { } version ? ArrText.OneLine(version) : null, now);
                }
                else
                {
                    state.Failed(problem, now);
                }
            },
            cancellationToken);
        return problem;
    }

    private async Task<(ArrStatus? Status, string? Problem)> AskAsync(ArrInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.StatusAsync(instances.ServerOf(instance), cancellationToken), null);
        }
        catch (ArrException problem)
        {
            return (null, problem.Message);
        }
    }

    // Before the state is stored, and under a key of when it began: after a kill it is told again, and so once.
    private async Task TellAsync(ArrInstance instance, ArrState before, string? problem, EventCause cause, CancellationToken cancellationToken)
    {
        if (before.FailingSince is not { } since)
        {
            return;
        }

        var (component, name) = (instance.Source.Key(), ArrText.OneLine(instance.Name));
        if (problem is null && before.IsTold)
        {
            await bus.PublishAsync(new HealthChanged(component, "ok", "error", $"\"{name}\" answers again."), cause, cancellationToken, KeyOf(instance, since, "up"));
        }
        else if (problem is not null && before.Failures == ArrState.FailuresBeforeNews - 1)
        {
            await bus.PublishAsync(
                new HealthChanged(component, "error", "ok", $"\"{name}\" does not answer as it should. {problem}"), cause, cancellationToken, KeyOf(instance, since, "down"));
        }
    }

    private static string KeyOf(ArrInstance instance, DateTimeOffset since, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"arr:{instance.Id}:{since.ToUnixTimeMilliseconds()}:{what}");
}
