using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>Looks for a better subtitle in the place of one, because a person asks.</summary>
internal sealed class UpgradeSubtitleHandler(UpgradeSearch search) : IJobHandler
{
    private static readonly RetrySchedule Retries = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public string Kind => JobKinds.UpgradeSubtitle;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => Retries;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = JsonSerializer.Deserialize<UpgradeOrder>(context.Job.Payload, EventJson.Options) ?? throw new InvalidDataException("The job does not say which subtitle it is about.");
        var look = await search.LookAsync(order.SubtitleId, DownloadPurpose.Person, context.Job.Cause, cancellationToken);
        var detail = new AttemptDetail { Note = look.Note };
        return look.Outcome switch
        {
            UpgradeOutcome.Failed => new(new JobOutcome.RetryLater(look.Note), detail),
            UpgradeOutcome.Impossible => new(new JobOutcome.Skipped(look.Note), detail),
            _ => new(JobOutcome.Done, detail),
        };
    }
}
