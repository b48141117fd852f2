using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The times by which jobs wait, which go with the clock when it is set back.</summary>
internal interface IJobWaits
{
    /// <summary>The clock was set back by so much, and says this now: every wait ends as much earlier.</summary>
    void SetBack(WriteSession session, TimeSpan by, DateTimeOffset now);

    /// <summary>The clock may have been set back by nobody knows how much: no wait ends later than if it began now.</summary>
    void Limit(WriteSession session, DateTimeOffset now);
}
