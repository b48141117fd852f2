using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Script;

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

    /// <summary>What becomes of an event that comes while it is still running for another.</summary>
    public WorkingMode WorkingMode { get; set; }

    /// <summary>Whether runs wait for each other's retries.</summary>
    public DeliveryOrder Ordering { get; set; }

    /// <summary>True when a run that was interrupted may simply be made again.</summary>
    public bool Idempotent { get; set; }

    /// <summary>Names of variables of the server's environment that the script is given.</summary>
    public List<string> EnvironmentNames { get; set; } = [];

    /// <summary><see cref="EnvironmentNames"/> as they are typed, with spaces, commas or line ends between.</summary>
    public string EnvironmentText
    {
        get => string.Join(' ', EnvironmentNames);
        set => EnvironmentNames = [.. value.Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
    }

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
        WorkingMode = hook.WorkingMode,
        Ordering = hook.Ordering,
        Idempotent = hook.Idempotent,
        EnvironmentNames = [.. hook.EnvironmentNames],
        Filter = hook.Filter?.GetRawText(),
        Enabled = hook.Enabled,
    };
}
