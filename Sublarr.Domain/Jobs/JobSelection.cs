namespace Sublarr.Domain.Jobs;

/// <summary>Which jobs are meant, when many are.</summary>
/// <param name="State">Those in this state.</param>
/// <param name="Kind">Only of this kind; null for all.</param>
/// <param name="Priority">Only of this priority, 1 to 10; null for all.</param>
public sealed record JobSelection(JobState State, string? Kind = null, int? Priority = null);

/// <summary>What is done to many jobs at once.</summary>
public enum JobAction
{
    /// <summary>They are cancelled.</summary>
    Cancel,

    /// <summary>They are queued again, or tried now instead of later.</summary>
    Run,

    /// <summary>They become more or less urgent.</summary>
    Priority,
}

/// <summary>What can be done to jobs in a state.</summary>
public static class JobActionRules
{
    /// <summary>True when an action makes sense for jobs in a state. What succeeded is not run again by the thousand: whoever means one of them opens it.</summary>
    /// <param name="state">Where the jobs are in their lives.</param>
    /// <param name="action">What is to be done.</param>
    public static bool Allows(this JobState state, JobAction action) => action switch
    {
        JobAction.Cancel => !state.IsTerminal(),
        JobAction.Run => state is JobState.Retrying or JobState.Dead or JobState.Cancelled or JobState.Expired,
        _ => state is JobState.Queued or JobState.Retrying or JobState.Held,
    };

    /// <summary>What is done, as a phrase: "Cancel 3 jobs".</summary>
    /// <param name="action">What is done.</param>
    /// <param name="count">To how many.</param>
    /// <param name="priority">How urgent they become, where that is what changes.</param>
    public static string Phrase(this JobAction action, int count, int? priority)
    {
        var jobs = Wording.Several(count, "job");
        return action switch
        {
            JobAction.Cancel => $"Cancel {jobs}",
            JobAction.Run => $"Run {jobs} again",
            _ => $"Give {jobs} the priority {priority}",
        };
    }
}
