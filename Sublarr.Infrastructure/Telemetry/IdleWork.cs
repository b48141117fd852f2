namespace Sublarr.Infrastructure.Telemetry;

/// <summary>Tells from what the process has taken when work is over that may have left something to give back.</summary>
internal sealed class IdleWork
{
    /// <summary>When is looked first.</summary>
    public static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2);

    /// <summary>How often is looked then.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>So much at most between two looks is what a Sublarr needs that has nothing to do.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>Less work than that leaves nothing that is worth a pause, unless its memory shows.</summary>
    public static readonly TimeSpan Worth = TimeSpan.FromSeconds(1);

    /// <summary>Bytes that are worth a pause however little work they were.</summary>
    public const long Much = 32 * 1024 * 1024;

    private TimeSpan _before;
    private ProcessUse _forgotten;

    /// <summary>True when there was work, and none since the last look.</summary>
    /// <param name="used">What the process has taken so far.</param>
    public bool IsOver(ProcessUse used)
    {
        var isQuiet = used.Processor - _before <= Quiet;
        _before = used.Processor;
        return isQuiet && (used.Processor - _forgotten.Processor >= Worth || used.Memory - _forgotten.Memory >= Much);
    }

    /// <summary>What the work left is given back.</summary>
    /// <param name="used">What the process has taken so far, with what that took.</param>
    public void Forget(ProcessUse used) => (_before, _forgotten) = (used.Processor, used);

    /// <summary>Begins to look: what was used until now was work.</summary>
    /// <param name="used">What the process has taken so far.</param>
    public void Begin(ProcessUse used) => _before = used.Processor;
}

/// <summary>What a process has taken of the machine.</summary>
/// <param name="Processor">The processor time so far.</param>
/// <param name="Memory">The memory that it holds now, in bytes.</param>
internal readonly record struct ProcessUse(TimeSpan Processor, long Memory)
{
    /// <summary>This process, now.</summary>
    public static ProcessUse Now => new(Environment.CpuUsage.TotalTime, Environment.WorkingSet);
}
