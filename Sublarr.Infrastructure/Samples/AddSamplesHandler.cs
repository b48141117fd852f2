using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Samples;

namespace Sublarr.Infrastructure.Samples;

/// <summary>Adds the sample data: its files, then what is set for it, at last its report, from which all else follows. Run again it adds what is missing.</summary>
internal sealed class AddSamplesHandler(SampleFiles files, SampleSetup setup, SampleReport report) : IJobHandler
{
    public const string JobKind = "add-samples";

    public string Kind => JobKind;

    public int Concurrency => 1;

    /// <summary>The job; only one is ever open.</summary>
    public static NewJob NewJob => new(JobKind, "Add the sample data", JobPriority.High) { Key = JobKind, BringsForward = true };

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        if (await files.WriteAsync() is { } problem)
        {
            return new(new JobOutcome.Rejected(problem));
        }

        await setup.PutAsync(cancellationToken);
        if (await report.SendAsync(cancellationToken) is { } received)
        {
            await setup.NoteReportAsync(received, cancellationToken);
        }

        return new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(SampleStory.Videos.Count, "video")} added, and the report of one of them sent." });
    }
}
