using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Queues one job for each instance that is switched on. While one of an instance is open, no other is queued for it.</summary>
internal sealed class ReconcileHandler(ArrInstances instances, IJobQueue queue) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}arr-reconcile";

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var enabled = await instances.EnabledAsync(cancellationToken);
        await queue.EnqueueAsync([.. enabled.Select(each => JobOf(each.Instance.Id, each.Instance.Name, context.Job))], cancellationToken);
        var note = enabled.Count == 0 ? "There is no Sonarr or Radarr to read." : $"{Wording.Several(enabled.Count, "history is", "histories are")} read.";
        return new(JobOutcome.Done, new AttemptDetail { Note = note });
    }

    private static NewJob JobOf(long id, string name, Job cause) => new(HistoryHandler.JobKind, $"Read the history of {name}", cause.PriorityOfParts)
    {
        Payload = JsonSerializer.Serialize(new HistoryOrder(id), EventJson.Options),
        ParentId = cause.Id,
        Hop = cause.Hop,
        Key = string.Create(CultureInfo.InvariantCulture, $"{HistoryHandler.JobKind}:{id}"),
        BringsForward = cause.PriorityOfParts.IsAwaited,
    };
}

/// <summary>Whose history is to be read: the payload of a job.</summary>
internal sealed record HistoryOrder(long InstanceId);
