namespace Sublarr.Infrastructure.Telemetry;

/// <summary>Tells from the processor time of the process when work is over that may have left something to give back.</summary>
internal sealed class IdleWork
{
    /// <summary>When is looked first.</summary>
    public static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2);

    /// <summary>How often is looked then.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>So much at most between two looks is what a Sublarr needs that has nothing to do.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>Less than that leaves nothing that is worth a pause.</summary>
    public static readonly TimeSpan Worth = TimeSpan.FromSeconds(1);

    private TimeSpan _before;
    private TimeSpan _forgotten;

    /// <summary>True when there was work, and none since the last look.</summary>
    /// <param name="used">The processor time of the process so far.</param>
    public bool IsOver(TimeSpan used)
    {
        var isQuiet = used - _before <= Quiet;
        _before = used;
        return isQuiet && used - _forgotten >= Worth;
    }

    /// <summary>What the work left is given back.</summary>
    /// <param name="used">The processor time so far, with what that took.</param>
    public void Forget(TimeSpan used) => (_before, _forgotten) = (used, used);

    /// <summary>Begins to look: what was used until now was work.</summary>
    /// <param name="used">The processor time of the process so far.</param>
    public void Begin(TimeSpan used) => _before = used;
}
