using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Health;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Health;

/// <summary>Looks at everything that can be wrong with this installation, keeps what it found, and tells of errors that begin and end.</summary>
internal sealed class HealthCheckHandler(HealthLooks looks, HealthBook book, HealthNews news, TimeProvider time) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}{HealthSchedule.Name}";

    public string Kind => JobKind;

    public int Concurrency => 1;

    // The next run is the retry.
    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        // What a kill left untold.
        var before = await news.TellAsync(await book.ReadAsync(cancellationToken), context.Job.Cause, cancellationToken);
        var answers = await looks.LookAsync(done => context.Report(done, looks.Count), cancellationToken);
        var now = time.GetUtcNow();
        var known = KnownFinding.After(before, answers, now);
        // Stored before it is told, with when it began, which is its key: after a kill it is told under the same, and so once.
        await book.SaveAsync(record => record.Looked(known, now), cancellationToken);
        await news.TellAsync(known, context.Job.Cause, cancellationToken);
        return ResultOf(known);
    }

    private JobResult ResultOf(IReadOnlyList<KnownFinding> known)
    {
        var open = known.Where(finding => finding.EndedAt is null).OrderByDescending(finding => finding.Finding.Level).ToList();
        var note = open.Count == 0
            ? $"All is well: {Wording.Several(looks.Count, "look")} found nothing."
            : $"{Wording.Several(looks.Count, "look")} found {Wording.Several(open.Count, "thing")}.";
        var lines = open.ConvertAll(finding => $"{finding.Finding.Level}: {finding.Finding.Message} {finding.Finding.Remedy}");
        return new(JobOutcome.Done, new AttemptDetail { Note = note, Parts = lines.Count == 0 ? null : [new("What was found", string.Join('\n', lines))] });
    }
}
