using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Jobs;

/// <summary>How far jobs are: those that run here as they tell it, the others as they noted it last.</summary>
/// <param name="Progress">What is done, of how much, and what is being done.</param>
/// <param name="TimeLeft">How long it will still take as it looks; null when nobody knows, or it does not run.</param>
public sealed record ShownProgress(JobProgress Progress, TimeSpan? TimeLeft)
{
    internal static async Task<IReadOnlyDictionary<long, ShownProgress>> ReadAsync(
        SublarrDbContext context, IJobNotes notes, IReadOnlyCollection<long> jobIds, CancellationToken cancellationToken)
    {
        var noted = await context.JobNotes.AsNoTracking().Where(row => jobIds.Contains(row.JobId)).ToDictionaryAsync(row => row.JobId, cancellationToken);
        var shown = new Dictionary<long, ShownProgress>();
        foreach (var id in jobIds)
        {
            if (notes.Of(id) is { } running)
            {
                shown[id] = new(running.Progress, running.TimeLeft);
            }
            else if (noted.TryGetValue(id, out var row))
            {
                shown[id] = new(row.Progress, null);
            }
        }

        return shown;
    }
}
