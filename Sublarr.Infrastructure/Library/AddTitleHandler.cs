using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Puts a series or movie into the library that Sonarr or Radarr has added. Its files come with later reports.</summary>
internal sealed class AddTitleHandler(LibraryKeeper keeper) : IJobHandler
{
    public string Kind => JobKinds.AddTitle;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = LibraryOrder.Read<AddOrder>(context.Job.Payload);
        await keeper.AddedAsync(order.Title, cancellationToken);
        return new(JobOutcome.Done, new AttemptDetail { Note = $"{MediaFolders.SenderOf(order.Title)} has it now, and so has the library." });
    }
}
