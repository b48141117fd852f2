namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>How a run ended.</summary>
internal enum RunEnd
{
    /// <summary>The script ended by itself.</summary>
    Exited,

    /// <summary>Its time was up.</summary>
    TimedOut,

    /// <summary>It printed too much.</summary>
    OutputLimit,

    /// <summary>The job was cancelled, or Sublarr stopped.</summary>
    Interrupted,

    /// <summary>The script must not or cannot run as it is.</summary>
    Refused,

    /// <summary>The system could not start it just now.</summary>
    NotStarted,
}

/// <summary>What came of one run.</summary>
internal sealed record ScriptResult(RunEnd End)
{
    /// <summary>Null when it did not start, or could not be ended.</summary>
    public int? ExitCode { get; init; }

    public OutputTail Output { get; init; } = new();

    public OutputTail Error { get; init; } = new();

    public TimeSpan Duration { get; init; }

    /// <summary>How many processes were still alive when the script had ended, or did not end when asked to.</summary>
    public int LeftBehind { get; init; }

    /// <summary>Why it did not start, as a sentence.</summary>
    public string Problem { get; init; } = "";
}
