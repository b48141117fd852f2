using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Retention;

/// <summary>What is over, as it is stored. Asked on the writer's thread, within its transactions; each answers with the number of rows it has removed.</summary>
internal interface IPastTables
{
    /// <summary>Removes the jobs that ended first, with their attempts.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="before">Those that ended at or before this time.</param>
    /// <param name="kind">Only those of this kind; null for all.</param>
    /// <param name="limit">So many at most.</param>
    int RemoveJobs(WriteSession session, DateTimeOffset before, bool onlyDeliveries, int limit);

    /// <summary>Removes jobs that ended at or before one time, and those that failed at or before another, in the order in which they ended.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="after">Where the step before this one came to.</param>
    /// <param name="before">For those that did not fail.</param>
    /// <param name="failedBefore">For those that failed.</param>
    /// <param name="looked">So many are looked at, removed or not.</param>
    /// <returns>How many were removed, and where the next step begins; null when there is nothing left to look at.</returns>
    (int Removed, PastPlace? Next) RemoveOld(WriteSession session, PastPlace after, DateTimeOffset before, DateTimeOffset failedBefore, int looked);

    /// <summary>Removes events that came at or before a time and that no job needs, among those numbered above one number and up to another.</summary>
    int RemoveEvents(WriteSession session, long after, long to, DateTimeOffset before);

    /// <summary>Removes what leads to events that are gone.</summary>
    int RemoveSpans(WriteSession session);

    /// <summary>Removes reports that came at or before a time and that no job needs, among those with ids above one number and up to another.</summary>
    int RemoveIncoming(WriteSession session, long after, long to, DateTimeOffset before);

    /// <summary>Removes what the audit trail told up to a time; so many at most.</summary>
    int RemoveAudit(WriteSession session, DateTimeOffset before, int limit);

    /// <summary>Removes what was told of subtitles up to a time, unless the file that it tells of is still there; so many at most.</summary>
    int RemoveSubtitleHistory(WriteSession session, DateTimeOffset before, int limit);

    /// <summary>The highest number of a job that something is noted of; 0 when nothing is.</summary>
    long LastNoted(WriteSession session);

    /// <summary>Removes notes and keys of jobs that are gone, of those numbered above one number and up to another.</summary>
    int RemoveNotes(WriteSession session, long after, long to);

    /// <summary>Removes the subscriptions that were deleted before a time, with their secrets.</summary>
    int RemoveDeleted(WriteSession session, DateTimeOffset before);

    /// <summary>Removes searches that were made at or before a time, and the oldest beyond a number; so many at most.</summary>
    int RemoveSearches(WriteSession session, DateTimeOffset before, int kept, int limit);

    /// <summary>Removes what was counted of the hours before a time.</summary>
    int RemoveHours(WriteSession session, DateTimeOffset before);
}

/// <summary>A place among the jobs that have ended.</summary>
/// <param name="EndedAt">When the job there ended, in UTC.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct PastPlace(DateTimeOffset EndedAt, long Id);
