using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Says which jobs are kept for later. The writer asks within its transactions: return at once, and never with an exception of your own.</summary>
internal interface IHoldRule
{
    /// <summary>True when a job that is being queued is to wait.</summary>
    bool Holds(WriteSession session, NewJob job);

    /// <summary>True when the reason for which an attempt was not made is still there.</summary>
    bool KeepsHolding(WriteSession session, Job job);
}
