using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Says what a run means for its delivery.</summary>
internal static class ScriptReport
{
    // EX_TEMPFAIL of sysexits.h, as mail servers use it.
    private const int TryAgain = 75;

    private const int FirstSignal = 128;
    private const int LastLineLimit = 200;

    /// <param name="delivery">The delivery it ran for.</param>
    /// <param name="settings">The hook's settings.</param>
    /// <param name="script">The script.</param>
    /// <param name="result">What came of the run.</param>
    public static DeliveryReport Of(Delivery delivery, ScriptSettings settings, ScriptFinding script, ScriptResult result)
    {
        var run = RunOf(script, result);
        var detail = new AttemptDetail { Failure = FailureOf(result), Script = run, Note = NoteOf(result) };
        return new(OutcomeOf(delivery.Subscription, settings, result, run), detail)
        {
            Echo = delivery.IsTest ? null : EchoOf(delivery, result),
        };
    }

    /// <summary>A delivery that was not run for, because the hook was busy.</summary>
    public static DeliveryReport Skipped(long busyWith) => new(
        new JobOutcome.Skipped($"The hook was still running for an earlier event (delivery {busyWith}), and it skips what comes meanwhile."),
        new AttemptDetail { Failure = FailureClass.Skipped });

    /// <summary>A delivery that a newer one took the place of before it was run for.</summary>
    public static DeliveryReport Replaced(long newer) => new(
        new JobOutcome.Replaced($"A newer event (delivery {newer}) took its place before it was its turn."),
        new AttemptDetail { Failure = FailureClass.Replaced });

    /// <summary>The same for a run that was going on: what it printed is kept.</summary>
    public static DeliveryReport Replaced(DeliveryReport stopped, long newer) => stopped with
    {
        Outcome = new JobOutcome.Replaced($"It was stopped while it ran, because a newer event (delivery {newer}) took its place."),
        Detail = stopped.Detail with { Failure = FailureClass.Replaced },
    };

    /// <summary>A delivery that was not begun, because Sublarr stops.</summary>
    public static DeliveryReport NotBegun() => new(
        new JobOutcome.Deferred("Sublarr stopped before the script was started."),
        new AttemptDetail { Failure = FailureClass.Interrupted });

    private static JobOutcome OutcomeOf(Subscription subscription, ScriptSettings settings, ScriptResult result, ScriptRun run) => result.End switch
    {
        RunEnd.Exited when result.ExitCode == 0 => JobOutcome.Done,
        RunEnd.Exited when result.ExitCode == TryAgain => new JobOutcome.RetryLater("The script asks to be run again later (exit code 75)."),
        RunEnd.Exited => new JobOutcome.RetryLater($"The script ended with exit code {result.ExitCode}{LastWords(run)}"),
        RunEnd.TimedOut => new JobOutcome.RetryLater(
            $"The script was stopped after {subscription.TimeoutSeconds} s because its time was up: raise the timeout, or make it do less."),
        RunEnd.OutputLimit => new JobOutcome.RetryLater("The script was stopped because it printed more than 64 MiB: let it write to a file instead."),
        RunEnd.NotStarted => new JobOutcome.RetryLater($"The system could not start the script: {result.Problem}."),
        RunEnd.Refused => new JobOutcome.Rejected(result.Problem),

        // Half a run may have done its work already: only what is said to bear it gets a second one.
        RunEnd.Interrupted when settings.Idempotent => new JobOutcome.Deferred(Job.Interrupted),
        RunEnd.Interrupted => new JobOutcome.Rejected(Job.Interrupted),
        _ => throw new InvalidOperationException($"Unknown end of a run: {result.End}."),
    };

    private static FailureClass? FailureOf(ScriptResult result) => result.End switch
    {
        RunEnd.Exited when result.ExitCode == 0 => null,
        RunEnd.Exited => FailureClass.ExitCode,
        RunEnd.TimedOut => FailureClass.TimedOut,
        RunEnd.OutputLimit => FailureClass.OutputLimit,
        RunEnd.Interrupted => FailureClass.Interrupted,
        _ => FailureClass.NotStarted,
    };

    private static ScriptRun RunOf(ScriptFinding script, ScriptResult result) => new()
    {
        Script = script.Name,
        ExitCode = result.ExitCode,
        Signal = SignalOf(result.ExitCode),
        Output = script.ByItsName(result.Output.ReadText()),
        Error = script.ByItsName(result.Error.ReadText()),
        OutputBytes = result.Output.Total,
        ErrorBytes = result.Error.Total,
        Truncated = result.Output.IsTruncated || result.Error.IsTruncated,
        TimedOut = result.End == RunEnd.TimedOut,
    };

    private static string? SignalOf(int? exitCode) => (exitCode - FirstSignal) switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        _ => null,
    };

    private static string? NoteOf(ScriptResult result) => result switch
    {
        { End: RunEnd.Exited, LeftBehind: 1 } => "A background process was still running when the script had ended, and was ended too.",
        { End: RunEnd.Exited, LeftBehind: > 1 } =>
            $"{result.LeftBehind} background processes were still running when the script had ended, and were ended too.",
        _ => null,
    };

    private static string LastWords(ScriptRun run)
    {
        var line = run.Error.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "";
        return line.Length switch
        {
            0 => ".",
            > LastLineLimit => $": {line[..(char.IsHighSurrogate(line[LastLineLimit - 1]) ? LastLineLimit - 1 : LastLineLimit)]}…",
            _ => $": {line}",
        };
    }

    private static HookExecuted EchoOf(Delivery delivery, ScriptResult result) => new(
        delivery.Subscription.Id,
        delivery.Subscription.Name,
        delivery.Event.Name,
        delivery.Event.Id,
        result is { End: RunEnd.Exited, ExitCode: 0 },
        result.ExitCode,
        result.End == RunEnd.TimedOut,
        (long)result.Duration.TotalMilliseconds);
}
