using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Samples;

/// <summary>Reads how far the sample data is, from the jobs and events that everybody sees: nothing is noted for it alone.</summary>
internal sealed class SampleReading(SampleBelongings belongings, SampleLibrary library, SampleReceiver receiver, IDbContextFactory<SublarrDbContext> contexts)
{
    public async Task<SampleStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var belonging = await belongings.FindAsync(cancellationToken);
        var added = await LastAsync(context, AddSamplesHandler.JobKind, cancellationToken);
        var removed = await LastAsync(context, RemoveSamplesHandler.JobKind, cancellationToken);
        var isThere = belonging is not null || library.IsThere;
        var steps = isThere || IsOpen(added) ? await SampleSteps.ReadAsync(context, belonging, receiver.Received, cancellationToken) : [];
        // One that went wrong is over once another was begun.
        var last = removed is not null && removed.Id > (added?.Id ?? 0) ? removed : added;
        return new(StateOf(isThere, added, removed, last, steps), steps, isThere ? receiver.Received : [])
        {
            Problem = last is { State: JobState.Dead or JobState.Retrying } ? last.LastError : null,
            Folder = library.Folder,
            IsOffered = !isThere && !await context.Titles.AnyAsync(cancellationToken) && !await context.Incoming.AnyAsync(cancellationToken),
        };
    }

    private static SampleState StateOf(bool isThere, JobRow? added, JobRow? removed, JobRow? last, IReadOnlyList<SampleStep> steps) => (IsOpen(removed), IsOpen(added)) switch
    {
        (true, _) => SampleState.Removing,
        (_, true) => SampleState.Working,
        _ when !isThere => SampleState.None,
        _ when last is { State: JobState.Dead or JobState.Cancelled } || steps.Any(step => step.State == SampleStepState.Failed) => SampleState.Failed,
        _ => steps.All(step => step.State == SampleStepState.Done) ? SampleState.Ready : SampleState.Working,
    };

    private static bool IsOpen(JobRow? job) => job is not null && !job.State.IsTerminal();

    private static async Task<JobRow?> LastAsync(SublarrDbContext context, string key, CancellationToken cancellationToken) =>
        await context.Jobs.Where(job => job.Key == key)
            .OrderByDescending(job => job.Id).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
}
