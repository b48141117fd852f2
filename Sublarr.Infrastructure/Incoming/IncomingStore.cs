using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>Where reports of Sonarr and Radarr are put down before they are answered.</summary>
public interface IIncomingStore
{
    /// <summary>Returns when the report and its job are committed to disk. The same report within an hour gets no second job.</summary>
    /// <param name="report">The report as it was understood.</param>
    /// <param name="body">The report as it came.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays committed.</param>
    /// <param name="hop">How often what it reports about has been through Sublarr before: 0 for what Sonarr and Radarr send.</param>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored: the disk is full, say.</exception>
    /// <exception cref="ObjectDisposedException">Nothing was stored: Sublarr is stopping.</exception>
    Task<IncomingReceipt> StoreAsync(ArrReport report, string body, CancellationToken cancellationToken, int hop = 0);
}

/// <summary>What became of a report.</summary>
/// <param name="Id">The report's id.</param>
/// <param name="JobId">The job that works on it, for a repeat that of the first; null when none does.</param>
/// <param name="State">What was done with it.</param>
public sealed record IncomingReceipt(long Id, long? JobId, IncomingState State);

internal sealed class IncomingStore(GroupCommit writer, IIncomingTable table, JobStore jobs, ReportsInHand inHand, Rush rush, TimeProvider time) : IIncomingStore
{
    /// <summary>How long a report is remembered to recognise its repeat.</summary>
    private static readonly TimeSpan DedupWindow = TimeSpan.FromHours(1);

    /// <summary>A clock that is set right by this much hides no repeat; what lies further ahead was stored by a clock that was wrong.</summary>
    private static readonly TimeSpan ClockSlip = TimeSpan.FromMinutes(5);

    public async Task<IncomingReceipt> StoreAsync(ArrReport report, string body, CancellationToken cancellationToken, int hop = 0)
    {
        var start = time.GetTimestamp();
        // Worked out here: the writer's one thread has enough to do.
        var key = report.DedupKey;
        var title = report.Summary;
        var receipt = await writer.WriteAsync(WriteUrgency.Awaited, session => Store(session, report, body, key, title, hop), cancellationToken);
        rush.Stored(time.GetElapsedTime(start));
        return receipt;
    }

    private IncomingReceipt Store(WriteSession session, ArrReport report, string body, string? key, string title, int hop)
    {
        if (report.Subject == ArrSubject.Unknown)
        {
            return InsertRow(session, report, body, key, IncomingState.Ignored, jobId: null);
        }

        // In the transaction that also inserts: of fifty copies at once, one finds nothing.
        if (key is not null && FirstJob(session, key) is { } first)
        {
            return InsertRow(session, report, body, key, IncomingState.Duplicate, jobId: null) with { JobId = first };
        }

        // The job first: its report is found by its id.
        var jobId = jobs.Insert(session, new NewJob(JobKinds.WebhookReceived, title, JobPriority.Critical) { Hop = hop });
        inHand.Put(jobId, report);
        return InsertRow(session, report, body, key, IncomingState.Accepted, jobId);
    }

    private long? FirstJob(WriteSession session, string key)
    {
        var now = time.GetUtcNow();
        return table.FirstJob(session, key, now - DedupWindow, now + ClockSlip);
    }

    private IncomingReceipt InsertRow(WriteSession session, ArrReport report, string body, string? key, IncomingState state, long? jobId) =>
        new(table.Insert(session, report, body, time.GetUtcNow(), key, state, jobId), jobId, state);
}
