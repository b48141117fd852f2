using System.Diagnostics;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Looks through what has changed below one folder of the library, until nothing is left.</summary>
internal sealed class LibraryChangesHandler(LibraryScan scan, FolderChanges changes, ScanAftermath aftermath, PatientDisk disk) : IJobHandler
{
    private static readonly RetrySchedule Retries = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public string Kind => JobKinds.LibraryChanges;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => Retries;

    /// <summary>The job of a folder; only one is ever open, and takes what comes meanwhile along.</summary>
    public static NewJob NewJob(string root) => new(JobKinds.LibraryChanges, $"Look at what changed in {root}", JobPriority.Normal)
    {
        Payload = LibraryOrder.Write(new LibraryScanOrder(root)),
        Key = $"library-changes:{root}",
    };

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var root = LibraryOrder.Read<LibraryScanOrder>(context.Job.Payload).Folder;
        var watch = Stopwatch.StartNew();
        var left = new Queue<string>((await context.ResumeAsync<Left>(cancellationToken))?.Places ?? []);
        var (all, places) = (ScannedLibrary.Nothing, new List<string>());
        try
        {
            while (Fill(left, root))
            {
                // What is in hand would be lost with the process.
                await context.SaveAsync(new Left([.. left]), cancellationToken);
                context.Report(places.Count, places.Count + left.Count, left.Peek());
                if (context.Stopping.IsCancellationRequested || await LookAsync(context, root, left.Peek(), cancellationToken) is not { } scanned)
                {
                    return JobContext.PutBack;
                }

                all = all.With(scanned);
                places.Add(left.Dequeue());
            }
        }
        catch (TimeoutException)
        {
            return new(new JobOutcome.RetryLater(MediaFolders.Silent(root)));
        }

        if (all.Added + all.Changed + all.Removed > 0)
        {
            await aftermath.FollowAsync(context.Job, all, watch.Elapsed, cancellationToken);
        }

        return new(JobOutcome.Done, Detail(all, places));
    }

    private bool Fill(Queue<string> left, string root)
    {
        foreach (var place in left.Count == 0 ? changes.Take(root) : [])
        {
            left.Enqueue(place);
        }

        return left.Count > 0;
    }

    private async Task<ScannedLibrary?> LookAsync(JobContext context, string root, string place, CancellationToken cancellationToken) =>
        await disk.AskAsync(() => IsOfLibrary(root, place), cancellationToken)
            ? await scan.RunAsync(new ScanTurn(root) { From = place, Job = context.Job.Id, Stopping = context.Stopping }, cancellationToken)
            : ScannedLibrary.Nothing;

    // What a look through the whole folder would leave out is left out here too.
    private static bool IsOfLibrary(string root, string place)
    {
        if (File.Exists(place))
        {
            return false;
        }

        for (var folder = place; folder.Length > root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            var name = Path.GetFileName(folder);
            if (MediaNames.IsAside(name) || !MediaNames.IsReadable(name) || File.Exists(Path.Combine(Path.GetDirectoryName(folder)!, MediaNames.LeaveOut)) || new DirectoryInfo(folder).LinkTarget is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static AttemptDetail Detail(ScannedLibrary all, List<string> places) => new()
    {
        Note = places.Count == 0
            ? "Nothing is left to be looked at: what changed before a stop is found by the look at night."
            : $"{Wording.Several(all.Files, "video")} in {Wording.Several(places.Count, "place")}: {all.Added} new, {all.Changed} changed, {all.Removed} gone.",
        Parts = places.Count == 0 ? null : [new("Looked through", string.Join('\n', places))],
    };

    private sealed record Left(IReadOnlyList<string> Places);
}
