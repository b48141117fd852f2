using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>Finds the report that a job works on: at hand, or as it is stored.</summary>
internal sealed class ReportReading(ReportsInHand inHand, IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>The report, or why there is none, as a sentence.</summary>
    public async Task<(ArrReport? Report, string? Problem)> OfAsync(long jobId, CancellationToken cancellationToken) =>
        inHand.Take(jobId) is { } atHand ? (atHand, null) : await ReadAsync(jobId, cancellationToken);

    private async Task<(ArrReport? Report, string? Problem)> ReadAsync(long jobId, CancellationToken cancellationToken)
    {
        if (await FindAsync(jobId, cancellationToken) is not { } row)
        {
            return (null, "The report is no longer stored: there is nothing left to publish.");
        }

        if (ArrSources.Find(row.Source) is not { } source)
        {
            return (null, $"The report comes from \"{row.Source}\", which this version of Sublarr does not know.");
        }

        try
        {
            return (ArrReportReader.Read(source, Encoding.UTF8.GetBytes(row.Body), row.Instance), null);
        }
        catch (JsonException problem)
        {
            return (null, $"The report as it is stored cannot be read: {problem.Message} Send the webhook again from Sonarr or Radarr.");
        }
    }

    private async Task<StoredReport?> FindAsync(long jobId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Incoming.AsNoTracking()
            .Where(row => row.JobId == jobId)
            .Select(row => new StoredReport(row.Source, row.Instance, row.Body))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private sealed record StoredReport(string Source, string Instance, string Body);
}
