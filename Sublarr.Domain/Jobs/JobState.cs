namespace Sublarr.Domain.Jobs;

/// <summary>Where a job is in its life. <see cref="Succeeded"/>, <see cref="Dead"/>, <see cref="Cancelled"/> and <see cref="Expired"/> are ends.</summary>
public enum JobState
{
    /// <summary>Due, and waits for a free worker.</summary>
    Queued,

    /// <summary>A worker holds its lease.</summary>
    Running,

    /// <summary>Failed, or not due yet, and is queued again when its time has come.</summary>
    Retrying,

    /// <summary>Kept, but not run, while its subscription is paused or switched off.</summary>
    Held,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Given up: attempts used up, or refused for good. A person can run it again.</summary>
    Dead,

    /// <summary>A person stopped it, or its hook skips or replaces what comes while it runs.</summary>
    Cancelled,

    /// <summary>Too old to be worth doing.</summary>
    Expired,
}

/// <summary>Questions about states.</summary>
public static class JobStates
{
    /// <summary>True for states a job does not leave by itself.</summary>
    public static bool IsTerminal(this JobState state) =>
        state is JobState.Succeeded or JobState.Dead or JobState.Cancelled or JobState.Expired;
}
