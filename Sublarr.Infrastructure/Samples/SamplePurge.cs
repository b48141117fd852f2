using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Retention;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Infrastructure.Samples;

/// <summary>Removes what the sample data left in the database.</summary>
internal sealed class SamplePurge(
    SampleLibrary library, SampleBelongings belongings, ISampleTable table, IPastTables past, GroupCommit writer, IJobQueue queue, IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>Ends its jobs and removes everything; nothing while one of them still runs.</summary>
    /// <param name="itself">The job that asks, which stays.</param>
    /// <param name="cancellationToken">Stops before anything is removed.</param>
    /// <returns>How many jobs still run.</returns>
    public async Task<int> RemoveAsync(long itself, CancellationToken cancellationToken)
    {
        var settings = await belongings.FindAsync(cancellationToken);
        string[] searches = [.. SampleStory.Videos.Select(video => video.Name)];
        var traces = new SampleTraces(
            library.Folder, SampleStory.Instance, settings is null ? [] : [settings.Hook, settings.Webhook],
            [AddSamplesHandler.JobKind, RemoveSamplesHandler.JobKind], searches, itself);
        foreach (var job in await writer.WriteAsync(WriteUrgency.Awaited, session => table.Open(session, traces), cancellationToken))
        {
            await queue.CancelAsync(job, cancellationToken);
        }

        var running = await writer.WriteAsync(
            WriteUrgency.Awaited,
            session =>
            {
                var left = table.Remove(session, traces);
                if (left == 0)
                {
                    past.RemoveNotes(session, 0, long.MaxValue);
                }

                return left;
            },
            cancellationToken);
        return running > 0 ? running : await ForgetCasesAsync(searches, cancellationToken);
    }

    // Of a search that is gone nobody says any more who must win it.
    private async Task<int> ForgetCasesAsync(string[] searches, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.RemoveRange(await context.ScoringCases.Where(row => searches.Contains(row.Title)).ToListAsync(cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
        return 0;
    }
}
