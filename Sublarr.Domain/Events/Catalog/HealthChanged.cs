using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>Something Sublarr depends on has become worse or better.</summary>
[Event("health_changed", "Health changed", Description = "Something Sublarr depends on has become worse or better.", Alert = AlertTone.Bad)]
public sealed record HealthChanged(
    [property: Description("What it is about: database, media_path, sonarr …; sonarr_health and radarr_health for one problem that they report of themselves.")] string Component,
    [property: Description("ok, warning or error.")] string Status,
    [property: Description("What it was before: ok, warning or error.")] string PreviousStatus,
    [property: Description("What is wrong and what helps, as a sentence; empty when all is well.")] string Message) : IDomainEvent<HealthChanged>
{
    /// <inheritdoc/>
    public static HealthChanged Example => new("media_path", "error", "ok", "The media folder cannot be read: check its owner.");

    EventSentence IDomainEvent.Sentence => new(
        "monitor_heart", Status == "ok" ? "good" : Status == "warning" ? "warn" : "bad",
        $"{Wording.Kind(Component.Replace('_', '-'))}{(Message.Length > 0 ? $": {Message}" : Status == "ok" ? " is well again" : $" is in state {Status}")}");
}
