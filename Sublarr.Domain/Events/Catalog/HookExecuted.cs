using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A script hook has run to its end, successfully or not.</summary>
[Event("hook_executed", "Hook executed", Description = "A script hook has run to its end, successfully or not.")]
public sealed record HookExecuted(
    [property: Description("Sublarr's id of the hook.")] long HookId,
    [property: Description("Name of the hook.")] string HookName,
    [property: Description("Name of the event it ran for.")] string EventName,
    [property: Description("Id of the event it ran for.")] string EventId,
    [property: Description("True when the script ended with exit code 0.")] bool Success,
    [property: Description("Exit code of the script; null when it did not start.")] int? ExitCode,
    [property: Description("True when it was stopped because its time was up.")] bool TimedOut,
    [property: Description("How long it ran, in milliseconds.")] long DurationMs) : IDomainEvent<HookExecuted>
{
    /// <inheritdoc/>
    public static HookExecuted Example => new(
        3, "Copy to NAS", "subtitle_downloaded", "evt_019478a0c1d27f3e8b5a6c4d2e1f0a9b", Success: true, 0, TimedOut: false, 184);

    EventSentence IDomainEvent.Sentence => this switch
    {
        { Success: true } => new("terminal", "good", $"Hook “{HookName}” ran in {Wording.Milliseconds(DurationMs)}"),
        { TimedOut: true } => new("terminal", "bad", $"Hook “{HookName}” was stopped: its time was up"),
        _ => new("terminal", "bad", $"Hook “{HookName}” failed{(ExitCode is { } code ? $" with exit code {code}" : "")}"),
    };
}
