using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Jobs;

/// <summary>How often a report came again after the one that a job works on.</summary>
internal static class ReportRepeats
{
    // Those up to the next that was worked on: later ones are its repeats.
    public static async Task<int> CountAsync(SublarrDbContext context, IncomingRow? first, CancellationToken cancellationToken)
    {
        if (first?.DedupKey is not { } key)
        {
            return 0;
        }

        var copies = context.Incoming.AsNoTracking().Where(row => row.DedupKey == key && row.Id > first.Id);
        var next = await copies.Where(row => row.State == IncomingState.Accepted).Select(row => (long?)row.Id).MinAsync(cancellationToken);
        return await copies.CountAsync(row => row.State == IncomingState.Duplicate && (next == null || row.Id < next), cancellationToken);
    }
}
