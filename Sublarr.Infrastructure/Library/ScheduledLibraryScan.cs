using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Library;

/// <summary>Looks through all folders of the library once a day.</summary>
internal sealed class LibraryScanSchedule(LibraryFolders folders) : ISchedule
{
    /// <summary>Its <see cref="Key"/>.</summary>
    public const string ScheduleKey = "library-scan";

    /// <summary>Its <see cref="Name"/>.</summary>
    public const string ScheduleName = "Library scan";

    /// <summary>When it runs unless somebody chose otherwise.</summary>
    public static Trigger EachNight => new Trigger.Cron("30 3 * * *", TimeZoneInfo.Local.Id);

    public string Key => ScheduleKey;

    public string Name => ScheduleName;

    public string Description => "Looks through the folders of the library for videos and subtitles that came, went or changed. What Sonarr and Radarr report is known at once.";

    public Trigger Usual => EachNight;

    public NewJob Job => new(ScheduledLibraryScan.JobKind, "Look through the library", JobPriority.Low);

    public bool HasParts => true;

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        var all = await folders.AllAsync(cancellationToken);
        return all.Count > (await folders.ApartAsync(all, cancellationToken)).Count;
    }
}

/// <summary>Queues a look through each folder that has no times of its own; through every one when a person runs it.</summary>
internal sealed class ScheduledLibraryScan(LibraryFolders folders) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}library-scan";

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var all = await folders.AllAsync(cancellationToken);
        // By its priority too: a stop or a kill makes another attempt of it, which no person asked for.
        var apart = context.Job.PriorityOfParts.IsAwaited ? [] : await folders.ApartAsync(all, cancellationToken);
        var jobs = await folders.ScanAsync([.. all.Except(apart)], context.Job.PriorityOfParts, context.Job.Id, cancellationToken);
        return (jobs.Count, apart.Count) switch
        {
            (0, 0) => new(new JobOutcome.Skipped("The library has no folder of its own: add one under Library > Folders. What Sonarr and Radarr report needs none.")),
            (0, _) => new(new JobOutcome.Skipped("Every folder has times of its own.")),
            (var some, 0) => new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(some, "folder")} to look through." }),
            var (some, others) => new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(some, "folder")} to look through; {Wording.Several(others, "has", "have")} times of {(others == 1 ? "its" : "their")} own." }),
        };
    }
}
