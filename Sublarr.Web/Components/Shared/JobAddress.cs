using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Components.Shared;

/// <summary>The page of a job: a delivery stands in the log, any other among the jobs.</summary>
internal static class JobAddress
{
    /// <param name="kind">What sort of work it is.</param>
    /// <param name="jobId">Which.</param>
    public static string Of(string kind, long jobId) => JobKinds.IsDelivery(kind) ? $"log/{jobId}" : $"jobs/{jobId}";
}
