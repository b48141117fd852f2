using System.Diagnostics;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Measures attempts. It is asked around each: what it does must cost next to nothing.</summary>
internal interface IAttemptMeter
{
    /// <summary>A trace of one attempt; null while nobody traces.</summary>
    Activity? Start(Job job);

    /// <summary>Counts an attempt that has ended.</summary>
    /// <param name="job">What was tried.</param>
    /// <param name="attempt">What came of it; null when it was not really tried.</param>
    /// <param name="activity">Its trace.</param>
    void Ended(Job job, JobAttempt? attempt, Activity? activity);
}
