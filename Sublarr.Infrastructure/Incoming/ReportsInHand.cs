using System.Collections.Concurrent;
using Sublarr.Domain.Arr;

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

    /// <summary>Keeps a report, on the writer's thread: before its job can start.</summary>
    public void Put(long id, ArrReport report)
    {
        // An id that was rolled back is given again, to another report.
        Take(id);
        if (Interlocked.Increment(ref _count) > Limit || !_reports.TryAdd(id, report))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>The report, once.</summary>
    public ArrReport? Take(long id)
    {
        if (!_reports.TryRemove(id, out var report))
        {
            return null;
        }

        Interlocked.Decrement(ref _count);
        return report;
    }
}
