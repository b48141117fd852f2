using System.Collections.Concurrent;
using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>
/// Reports between their storing and the job that works on them, mostly a moment: the job need not read from disk and understand
/// again what was just written. After a restart, or when too many wait, it does.
/// </summary>
internal sealed class ReportsInHand
{
    /// <summary>Some megabytes.</summary>
    private const int Limit = 8192;

    private readonly ConcurrentDictionary<long, ArrReport> _reports = new();
    private int _count;

    /// <summary>Keeps the report of a job, on the writer's thread: before the job can start.</summary>
    public void Put(long jobId, ArrReport report)
    {
        // An id that was rolled back is given again, to another report.
        Take(jobId);
        if (Interlocked.Increment(ref _count) > Limit || !_reports.TryAdd(jobId, report))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>The report of a job, once.</summary>
    public ArrReport? Take(long jobId)
    {
        if (!_reports.TryRemove(jobId, out var report))
        {
            return null;
        }

        Interlocked.Decrement(ref _count);
        return report;
    }
}
