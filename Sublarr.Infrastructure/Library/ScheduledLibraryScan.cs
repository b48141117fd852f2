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

    public ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => ValueTask.FromResult(folders.All.Count > 0);
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
        await folders.ScanAsync(JobPriority.Low, context.Job.Id, cancellationToken);

        return folders.All.Count == 0
            ? new(new JobOutcome.Skipped("The library has no folder of its own: SUBLARR_MEDIA_PATH names one. What Sonarr and Radarr report needs none."))
            : new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(folders.All.Count, "folder")} to look through." });
    }
}
