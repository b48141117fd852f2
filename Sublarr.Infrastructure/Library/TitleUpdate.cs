using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Brings the series and movies of the library up to date once a day. Who is never imported again is never reported again either.</summary>
internal sealed class TitleUpdate(ArrInstances instances) : ISchedule
{
    public string Key => "title-update";

    public string Name => "Title update";

    public string Description =>
        "Reads anew what Sonarr and Radarr know of the library's series and movies: names, years, ids, tags and folders. What you have set here stays.";

    public Trigger Usual => new Trigger.Cron("10 4 * * *", TimeZoneInfo.Local.Id);

    public NewJob Job => new(TitleUpdateHandler.JobKind, "Bring titles up to date", JobPriority.Low);

    public bool HasParts => true;

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => (await instances.EnabledAsync(cancellationToken)).Count > 0;
}

/// <summary>Queues one job for each Sonarr and Radarr that is switched on: one that does not answer holds up no other.</summary>
internal sealed class TitleUpdateHandler(ArrInstances instances, IJobQueue queue) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}title-update";

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var enabled = await instances.EnabledAsync(cancellationToken);
        await queue.EnqueueAsync([.. enabled.Select(each => JobOf(each.Instance.Id, each.Instance.Name, context.Job))], cancellationToken);
        return enabled.Count == 0
            ? new(new JobOutcome.Skipped("There is no Sonarr or Radarr to ask."))
            : new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(enabled.Count, "library is", "libraries are")} read." });
    }

    private static NewJob JobOf(long id, string name, Job cause) => new(InstanceTitlesHandler.JobKind, $"Read the titles of {name}", cause.PriorityOfParts)
    {
        Payload = JsonSerializer.Serialize(new InstanceTitlesOrder(id), EventJson.Options),
        ParentId = cause.Id,
        Hop = cause.Hop,
        Key = string.Create(CultureInfo.InvariantCulture, $"{InstanceTitlesHandler.JobKind}:{id}"),
        BringsForward = cause.PriorityOfParts.IsAwaited,
    };
}

/// <summary>Whose titles are to be read: the payload of a job.</summary>
internal sealed record InstanceTitlesOrder(long InstanceId);
