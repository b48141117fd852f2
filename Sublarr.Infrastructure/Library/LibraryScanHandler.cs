using System.Diagnostics;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Looks through one folder of the library. It begins anew after a stop: what is stored already costs it little.</summary>
internal sealed class LibraryScanHandler(LibraryScan scan, ScanAftermath aftermath) : IJobHandler
{
    /// <summary>A share whose server sleeps needs a while; one that is away for hours is looked at by the next scan.</summary>
    private static readonly RetrySchedule Retries = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public string Kind => JobKinds.LibraryScan;

    // Each has a disk of its own, as a rule.
    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => Retries;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var root = LibraryOrder.Read<LibraryScanOrder>(context.Job.Payload).Folder;
        var watch = Stopwatch.StartNew();
        try
        {
            var turn = new ScanTurn(root)
            {
                Job = context.Job.Id,
                Report = (found, before, where) => context.Report(found, before > 0 ? Math.Max(before, found) : null, where),
                Stopping = context.Stopping,
            };
            if (await scan.RunAsync(turn, cancellationToken) is not { } scanned)
            {
                return JobContext.PutBack;
            }

            await aftermath.FollowAsync(context.Job, scanned, watch.Elapsed, cancellationToken);
            return new(JobOutcome.Done, ScanSentences.Of(root, scanned));
        }
        catch (TimeoutException)
        {
            return new(new JobOutcome.RetryLater(MediaFolders.Silent(root)));
        }
    }
}

/// <summary>Which folder of the library is to be looked through: the payload of a job.</summary>
/// <param name="Folder">A whole path.</param>
internal sealed record LibraryScanOrder(string Folder)
{
    /// <summary>The job that looks through a folder; two at a time of one folder there never are.</summary>
    /// <param name="folder">A whole path.</param>
    /// <param name="priority">How urgent it is.</param>
    public static NewJob Job(string folder, JobPriority priority) => new(JobKinds.LibraryScan, $"Look through {folder}", priority)
    {
        Payload = LibraryOrder.Write(new LibraryScanOrder(folder)),
        Key = $"library-scan:{folder}",
        BringsForward = priority.IsAwaited,
    };
}
