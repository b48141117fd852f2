namespace Sublarr.Web.Features.Hooks;

/// <summary>What a person fills in, or the API is sent.</summary>
internal sealed class HookForm
{
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The events it runs for; <c>*</c> for all.</summary>
    public List<string> EventNames { get; set; } = [];

    /// <summary>The script, within the hooks folder.</summary>
    public string ScriptPath { get; set; } = "";

    /// <summary>After how many seconds it is stopped.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How often a failed run is repeated.</summary>
    public int RetryCount { get; set; }

    /// <summary>Which of the events it hears by what they say, as JSON; null for all.</summary>
    public string? Filter { get; set; }

    /// <summary>True when it runs.</summary>
    public bool Enabled { get; set; } = true;

    public static HookForm Of(HookView hook) => new()
    {
        Name = hook.Name,
        EventNames = [.. hook.EventNames],
        ScriptPath = hook.ScriptPath,
        TimeoutSeconds = hook.TimeoutSeconds,
        RetryCount = hook.RetryCount,
        Filter = hook.Filter?.GetRawText(),
        Enabled = hook.Enabled,
    };
}
