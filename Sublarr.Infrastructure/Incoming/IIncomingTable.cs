using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>The reports as they are stored. Asked on the writer's thread, within its transactions.</summary>
internal interface IIncomingTable
{
    /// <summary>The job of the last report of a key that was accepted after one time and not after another; null when there is none.</summary>
    long? FirstJob(WriteSession session, string key, DateTimeOffset after, DateTimeOffset until);

    /// <summary>Stores a report; returns its id.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="report">The report as it was understood.</param>
    /// <param name="body">The report as it came.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="key">By which its repeat is recognised; null when it has none.</param>
    /// <param name="state">What was done with it.</param>
    /// <param name="jobId">The job that works on it.</param>
    long Insert(WriteSession session, ArrReport report, string body, DateTimeOffset receivedAt, string? key, IncomingState state, long? jobId);
}
