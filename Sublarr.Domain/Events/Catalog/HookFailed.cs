using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A script hook has failed for good. At most one an hour for each hook.</summary>
[Event(
    "hook_failed", "Hook failed",
    Description = "A script hook has failed and is not run for that event again. Told at most once an hour for each hook, with the number of those left out.",
    Alert = AlertTone.Bad)]
public sealed record HookFailed(
    [property: Description("Sublarr's id of the hook.")] long HookId,
    [property: Description("Name of the hook.")] string HookName,
    [property: Description("Sublarr's id of the delivery, under which the log has what the script printed.")] long JobId,
    [property: Description("Id of the event it ran for; null when there is none any more.")] string? EventId,
    [property: Description("Number of attempts made.")] int Attempts,
    [property: Description("Why the last attempt failed, as a sentence.")] string Reason,
    [property: Description("Runs that failed since the hour this was last told in began, and were not told.")] int LeftOut) : IDomainEvent<HookFailed>
{
    /// <inheritdoc/>
    public static HookFailed Example => new(
        3, "Copy to NAS", 1043, "evt_019478a0c1d27f3e8b5a6c4d2e1f0a9b", 1, "The script ended with exit code 1.", 4);

    // Asked when it is published and never stored: the event itself says what happened, and not who hears of it.
    private bool IsKeptQuiet { get; init; }

    EventSentence IDomainEvent.Sentence => new("terminal", "bad", $"Hook “{HookName}” failed: {Reason}{Say.Others(LeftOut)}");

    bool IDomainEvent.IsNews => !IsKeptQuiet;

    /// <summary>The same where people know of it from an earlier one.</summary>
    public HookFailed KeptQuiet() => this with { IsKeptQuiet = true };
}
