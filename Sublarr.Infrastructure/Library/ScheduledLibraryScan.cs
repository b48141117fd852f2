using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Library;

/// <summary>Looks through all folders of the library once a day.</summary>
internal sealed class LibraryScanSchedule(LibraryFolders folders) : ISchedule
{
    public string Key => "library-scan";

    public string Name => "Library scan";

    public string Description => "Looks through the folders of the library for videos and subtitles that came, went or changed. What Sonarr and Radarr report is known at once.";

    public Trigger Usual => new Trigger.Cron("30 3 * * *", TimeZoneInfo.Local.Id);

    public NewJob Job => new(ScheduledLibraryScan.JobKind, "Look through the library", JobPriority.Low);

    public bool HasParts => true;

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => (await folders.AllAsync(cancellationToken)).Count > 0;
}

/// <summary>Queues a look through each folder.</summary>
internal sealed class ScheduledLibraryScan(LibraryFolders folders) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}library-scan";

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var jobs = await folders.ScanAsync(context.Job.PriorityOfParts, context.Job.Id, cancellationToken);

        return jobs.Count == 0
            ? new(new JobOutcome.Skipped("The library has no folder of its own: add one under Library > Folders. What Sonarr and Radarr report needs none."))
            : new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(jobs.Count, "folder")} to look through." });
    }
}
