using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>Settings were changed by a person or over the API.</summary>
[Event("config_updated", "Configuration updated", Description = "Settings were changed by a person or over the API.")]
public sealed record ConfigUpdated(
    [property: Description("Part of the settings: general, scoring, hooks, webhooks …")] string Section,
    [property: Description("Names of the settings that changed, never their values.")] IReadOnlyList<string> ChangedKeys,
    [property: Description("Who changed them: a user name, or api, environment or sublarr.")] string ChangedBy) : IDomainEvent<ConfigUpdated>
{
    /// <inheritdoc/>
    public static ConfigUpdated Example => new("webhooks", ["url", "event_names"], "admin");

    EventSentence IDomainEvent.Sentence => new("tune", "plain", $"{Say.Who(ChangedBy)} changed {Changed}");

    // Parts of the settings have names for programs.
    private string Changed => Section switch
    {
        "arr" => "the connections to Sonarr and Radarr",
        "egress" => "where webhooks may go",
        "scripts" => "the hooks",
        "general" => "the general settings",
        "hook_scripts" => "the scripts of hooks",
        _ => $"the {Section.Replace('_', ' ')}",
    };
}
