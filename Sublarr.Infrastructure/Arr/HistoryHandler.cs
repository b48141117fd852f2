using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Incoming;

namespace Sublarr.Infrastructure.Arr;

/// <summary>
/// Reads what one instance did since the last time, and queues the jobs that its reports would have caused, under the same keys: whichever comes first stands.
/// </summary>
internal sealed class HistoryHandler(ArrInstances instances, ArrHistory history, IReportWork work, IJobQueue queue) : IJobHandler
{
    public const string JobKind = "read-arr-history";

    public string Kind => JobKind;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    // The next run is the retry.
    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = JsonSerializer.Deserialize<HistoryOrder>(context.Job.Payload, EventJson.Options)
            ?? throw new InvalidDataException("The job does not say whose history it is about.");
        if (await instances.FindAsync(order.InstanceId, cancellationToken) is not (var instance, var state))
        {
            return new(new JobOutcome.Skipped("This Sonarr or Radarr is switched off or deleted."));
        }

        try
        {
            var read = await history.ReadAsync(instances.ServerOf(instance), state, cancellationToken);
            var jobs = read.Facts.SelectMany(fact => JobsOf(fact, context.Job)).ToList();
            await queue.EnqueueAsync(jobs, cancellationToken);
            // After the jobs: what is read twice is queued once.
            await instances.ChangeAsync(instance.Id, known => known.Read(read.Until, read.LastEntry, read.At), cancellationToken);
            return new(JobOutcome.Done, new AttemptDetail { Note = Sentence(read, jobs.Count) });
        }
        catch (ArrException problem)
        {
            return new(new JobOutcome.Skipped($"{problem.Message} What it did meanwhile is read at the next run."));
        }
    }

    // A report may have caused the same when it happened, which may be long ago.
    private IEnumerable<NewJob> JobsOf(ArrFact fact, Job cause) =>
        work.CausedBy(fact.Report, cause).Select(job => job with { Priority = JobPriority.Normal, KeyHolds = job.KeyHolds > fact.Stands ? job.KeyHolds : fact.Stands });

    private static string Sentence(ReadHistory read, int jobs) => (read.Facts.Count, read.Entries) switch
    {
        (0, 0) => "Nothing has happened since the last time.",
        (0, _) => $"{Wording.Several(read.Entries, "new entry", "new entries")}, and no file was imported, renamed or deleted.",
        _ => $"{Wording.Several(read.Entries, "new entry", "new entries")}: {Wording.Several(jobs, "job")} of files, those that were there already included.",
    };
}
