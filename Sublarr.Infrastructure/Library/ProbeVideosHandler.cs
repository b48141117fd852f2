using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// Looks into the videos that only a look through folders has found, one after the other: a scan would be hours longer for it. One that ffprobe cannot read is not
/// tried again until it changes.
/// </summary>
internal sealed class ProbeVideosHandler(Ffprobe ffprobe, PatientDisk disk, ProbeStore store) : IJobHandler
{
    /// <summary>Videos between two checkpoints.</summary>
    private const int AtOnce = 20;

    /// <summary>A share that is away comes back, or the next scan asks again.</summary>
    private static readonly RetrySchedule Retries = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30));

    public string Kind => JobKinds.ProbeVideos;

    // One disk, and a program that takes a core for each.
    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => Retries;

    /// <summary>The job; only one is ever open.</summary>
    /// <param name="cause">The look through folders that found something.</param>
    public static NewJob NewJob(long cause) => new(JobKinds.ProbeVideos, "Look into the videos found in folders", JobPriority.Low) { Key = JobKinds.ProbeVideos, ParentId = cause };

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var place = await context.ResumeAsync<Place>(cancellationToken) ?? new Place(0, 0, 0, 0);
        var total = place.Done + await store.CountAsync(cancellationToken);
        while (await store.NextAsync(place.LastId, AtOnce, cancellationToken) is { Count: > 0 } videos)
        {
            foreach (var video in videos)
            {
                if (context.Stopping.IsCancellationRequested)
                {
                    await context.SaveAsync(place, cancellationToken);
                    return JobContext.PutBack;
                }

                context.Report(place.Done, Math.Max(total, place.Done), Path.GetFileName(video.Path));
                var (result, step) = await LookAsync(context.Job, video, cancellationToken);
                if (result is not null)
                {
                    return result;
                }

                place = place.After(video.Id, step);
            }

            await context.SaveAsync(place, cancellationToken);
        }

        context.Report(place.Done, place.Done);
        return new(JobOutcome.Done, new AttemptDetail { Note = place.Sentence() });
    }

    private async Task<(JobResult? End, Step Step)> LookAsync(Job job, UnprobedVideo video, CancellationToken cancellationToken)
    {
        try
        {
            // A scan stores the time of a file in milliseconds. One that is another by now is looked into after the next scan.
            if (!await disk.AskAsync(() => video.IsAsStored(), cancellationToken))
            {
                return (null, Step.Passed);
            }
        }
        catch (TimeoutException)
        {
            return (new(new JobOutcome.RetryLater(MediaFolders.Silent(video.Path))), Step.Passed);
        }

        var answer = await ffprobe.ReadAsync(video.Path, cancellationToken);
        if (answer.IsProgramMissing)
        {
            return (new(new JobOutcome.Skipped(answer.Problem!)), Step.Passed);
        }

        var isStored = await store.PutAsync(video, answer, job.Id, cancellationToken);
        return (null, !isStored ? Step.Passed : answer.Probe is null ? Step.Refused : Step.Read);
    }

    private enum Step
    {
        Passed,
        Read,
        Refused,
    }

    private sealed record Place(long LastId, int Done, int Read, int Refused)
    {
        public Place After(long id, Step step) => new(id, Done + 1, Read + (step == Step.Read ? 1 : 0), Refused + (step == Step.Refused ? 1 : 0));

        public string Sentence() => (Done, Refused) switch
        {
            (0, _) => "All videos are looked into already.",
            (_, 0) => $"{Wording.Several(Read, "video")} looked into.",
            _ => $"{Wording.Several(Read, "video")} looked into. ffprobe cannot read {Wording.Several(Refused, "other")}: their pages say why, and they are tried again when they change.",
        };
    }
}

/// <summary>Which videos nobody has looked into, and what was found in them.</summary>
internal sealed class ProbeStore(GroupCommit writer, ILibraryTable table, IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Unprobed(context).CountAsync(cancellationToken);
    }

    /// <summary>The next of them.</summary>
    public async Task<List<UnprobedVideo>> NextAsync(long after, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Unprobed(context).Where(video => video.Id > after).OrderBy(video => video.Id).Take(most)
            .Select(video => new UnprobedVideo(video.Id, video.Path, video.Size, video.ChangedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Stores what was found in one; false when it is another file by now.</summary>
    public Task<bool> PutAsync(UnprobedVideo video, ProbeAnswer answer, long job, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Background,
        session =>
        {
            if (!table.PutProbe(session, video.Id, new VideoFile(video.Path, video.Size, video.ChangedAt, answer.Probe), answer.Problem))
            {
                return false;
            }

            table.PutSubtitles(session, video.Id, sidecars: null, answer.Probe?.Streams ?? []);
            table.NoteJob(session, video.Id, job);
            return true;
        },
        cancellationToken);

    private static IQueryable<VideoRow> Unprobed(SublarrDbContext context) => context.Videos.AsNoTracking().Where(video => video.Streams == null && video.ProbeProblem == null);
}

/// <summary>A video that nobody has looked into.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its whole path.</param>
/// <param name="Size">In bytes, as stored.</param>
/// <param name="ChangedAt">When it was written last, as stored.</param>
internal sealed record UnprobedVideo(long Id, string Path, long Size, DateTimeOffset ChangedAt)
{
    /// <summary>True when the file on disk is still the one that is stored. A link counts as what it leads to.</summary>
    public bool IsAsStored()
    {
        try
        {
            return OpenedFile.At(Path) is { } file && file.Size == Size && file.ChangedAt.ToUnixTimeMilliseconds() == ChangedAt.ToUnixTimeMilliseconds();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
