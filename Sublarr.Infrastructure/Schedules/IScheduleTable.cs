using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Schedules;

/// <summary>When schedules ran last. Asked on the writer's thread, within its transactions.</summary>
internal interface IScheduleTable
{
    /// <summary>Counts a schedule from now on, unless it is known already.</summary>
    void Meet(WriteSession session, string key, DateTimeOffset now);

    /// <summary>Forgets when a schedule ran: there is no such schedule any more.</summary>
    void Forget(WriteSession session, string key);

    /// <summary>A schedule ran and queued a job.</summary>
    void Ran(WriteSession session, string key, long jobId, DateTimeOffset now);

    /// <summary>A schedule was due and had nothing to do: it is counted from now on, and its last run stays the last.</summary>
    void Passed(WriteSession session, string key, DateTimeOffset now);

    /// <summary>Counts from now on what is counted from the future: the clock was set back, and who waited for it would sleep.</summary>
    void CountFromNow(WriteSession session, DateTimeOffset now);
}
