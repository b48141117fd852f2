using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>What is to be done because of a report, besides telling subscribers of it.</summary>
internal interface IReportWork
{
    /// <summary>The jobs that a report causes, each on its own; empty for most reports. The same report gives the same jobs.</summary>
    /// <param name="report">The report as it was understood.</param>
    /// <param name="cause">The job that works on it: their parent.</param>
    IReadOnlyList<NewJob> CausedBy(ArrReport report, Job cause);
}
