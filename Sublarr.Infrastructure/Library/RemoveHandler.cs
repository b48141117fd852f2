using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Follows videos and titles that are gone. What is gone need not be looked for, so no disk is asked.</summary>
internal sealed class RemoveHandler(MediaFolders folders, LibraryNews news) : IJobHandler
{
    public string Kind => JobKinds.RemoveFiles;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = LibraryOrder.Read<RemoveOrder>(context.Job.Payload);
        var paths = await folders.MapAsync(order.Title, order.Paths, cancellationToken);
        await news.RemovedAsync(new(order.Title, paths, order.IsWholeTitle, order.FilesStay), cancellationToken);
        return new(JobOutcome.Done, new AttemptDetail { Note = Sentence(order), Parts = paths.Count == 0 ? null : [new("Removed", string.Join('\n', paths))] });
    }

    private static string Sentence(RemoveOrder order) => order switch
    {
        { IsWholeTitle: true, FilesStay: true } => $"{MediaFolders.SenderOf(order.Title)} no longer has it. Its files stay on disk.",
        { IsWholeTitle: true } => $"{MediaFolders.SenderOf(order.Title)} no longer has it, and its files were deleted.",
        { Reason: { } reason } => $"{Wording.Several(order.Paths.Count, "file is", "files are")} gone ({reason}).",
        _ => $"{Wording.Several(order.Paths.Count, "file is", "files are")} gone.",
    };
}
