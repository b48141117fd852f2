namespace Sublarr.Domain.Jobs;

/// <summary>What came of the wish to run a job again.</summary>
public enum RunAgainAnswer
{
    /// <summary>It is queued.</summary>
    Queued,

    /// <summary>It is running.</summary>
    Running,

    /// <summary>Another job for the same work waits or runs.</summary>
    OtherIsOpen,

    /// <summary>It is of a kind that is asked for anew each time; see <see cref="JobKinds.RunsOnce"/>.</summary>
    AskAnew,

    /// <summary>There is no such job.</summary>
    Unknown,
}
