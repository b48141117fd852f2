using System.Globalization;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>Publishes what Sonarr or Radarr reported, and queues in the same commit what is to be done because of it.</summary>
internal sealed class WebhookReceivedHandler(ReportReading reports, LibrariesSeen libraries, IReportWork work, IEventBus bus, TimeProvider time) : IJobHandler
{
    public string Kind => JobKinds.WebhookReceived;

    // Most of a run is waiting for its commit, which the others share.
    public int Concurrency => 16;

    public int MostAtOnce => 64;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var job = context.Job;
        if (job.Cause.IsEcho)
        {
            return await BreakLoopAsync(cancellationToken);
        }

        var (report, problem) = await reports.OfAsync(job.Id, cancellationToken);
        if (report is null)
        {
            return new(new JobOutcome.Rejected(problem!));
        }

        // Under one key with the event: however often this is repeated, each job is queued once.
        await bus.PublishAsync(
            EventOf(report), job.Cause, cancellationToken, string.Create(CultureInfo.InvariantCulture, $"incoming:{job.Id}"), work.CausedBy(report, job));
        await TellOfTwoLibrariesAsync(report, cancellationToken);
        if (ReportedHealth.Of(report) is { } change)
        {
            await bus.PublishAsync(change, job.Cause, cancellationToken, string.Create(CultureInfo.InvariantCulture, $"reported-health:{job.Id}"));
        }

        return JobResult.Done;
    }

    private async Task TellOfTwoLibrariesAsync(ArrReport report, CancellationToken cancellationToken)
    {
        if (libraries.ContradictionOf(report) is not { } contradiction)
        {
            return;
        }

        var address = $"/webhooks/{report.Source.Key()}/";
        await bus.PublishAsync(
            new HealthChanged(
                "webhooks",
                "warning",
                "ok",
                $"Two libraries report as \"{(report.Instance.Length > 0 ? report.Instance : report.Source.Key())}\". {contradiction} "
                + $"Give each its own name: Settings > General > Instance Name there, or a name of its own behind {address} in its webhook's address."),
            EventCause.None,
            cancellationToken,
            string.Create(CultureInfo.InvariantCulture, $"two-libraries:{report.Source.Key()}:{report.Instance}:{time.GetUtcNow():yyyyMMdd}"));
    }

    // One alert an hour: it is an event too, and would otherwise go round with the rest.
    private async Task<JobResult> BreakLoopAsync(CancellationToken cancellationToken)
    {
        const string problem =
            "A webhook sends Sublarr's events back to Sublarr: this report has been through it before. Change the address of that webhook, or the events it hears.";
        await bus.PublishAsync(
            new HealthChanged("webhooks", "warning", "ok", problem),
            EventCause.None,
            cancellationToken,
            string.Create(CultureInfo.InvariantCulture, $"webhook-loop:{time.GetUtcNow():yyyyMMddHH}"));
        return new(new JobOutcome.Rejected(problem));
    }

    internal static WebhookReceived EventOf(ArrReport report)
    {
        // The first season stands for all where a sentence has room for one, so that numbers and season belong together.
        var season = report.Episodes.FirstOrDefault(episode => episode.Season is not null)?.Season;
        return new WebhookReceived(
            report.Source.Key(),
            report.Instance,
            report.EventType,
            report.Title,
            season,
            [.. report.Episodes.Where(episode => episode.Season == season && episode.Number is not null).Select(episode => episode.Number!.Value)],
            report.TvdbId,
            report.TmdbId,
            report.ImdbId,
            report.Release,
            report.IsUpgrade)
        {
            Year = report.Year,
            Seasons = ReportedFacts.SeasonsOf(report),
            Files = ReportedFacts.FilesOf(report),
            Replaced = ReportedFacts.ReplacedOf(report),
            Folder = ReportedFacts.NameOf(report.Folder),
            FolderPath = report.Folder,
            DeleteReason = report.DeleteReason,
            WithFiles = report.WithFiles,
            DownloadId = report.DownloadId,
            Message = report.Message,
            Reason = ArrReason.Of(report),
            Level = report.Level,
            Check = report.Check,
            DownloadStatus = report.DownloadStatus,
            Problems = [.. report.Problems.Select(problem => new ReportedProblem(problem.Name, problem.Messages))],
        };
    }
}
