using FluentValidation;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>What a person sets for a hook script.</summary>
[SettingsOf(Channel)]
public sealed record ScriptSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "script";

    private const string Running = "Running";

    /// <summary>The script: its path within the hooks folder, or an absolute path into it.</summary>
    [Setting(1, "Script", Required = true)]
    public string ScriptPath { get; init; } = "";

    /// <summary>What becomes of an event that comes while the hook is still running for another.</summary>
    [Setting(2, "When an event comes while it runs", Group = Running)]
    public WorkingMode WorkingMode { get; init; }

    /// <summary>Whether runs wait for each other's retries.</summary>
    [Setting(4, "Order", Group = Running)]
    public DeliveryOrder Ordering { get; init; }

    /// <summary>True when a run that was interrupted may simply be made again.</summary>
    [Setting(
        5, "May be run again after an interruption", Group = Running,
        Hint = "For scripts that do no harm when they run twice for one event. Without it, a run that a stop of Sublarr cut short is not repeated.")]
    public bool Idempotent { get; init; }

    /// <summary>Names of variables of the server's environment that the script is given.</summary>
    [Setting(
        3, "Environment variables", Group = Running, Placeholder = "JELLYFIN_URL",
        Hint = "Names of the server's variables that the script may see, one in a line. It is given no others.")]
    public IReadOnlyList<string> EnvironmentNames { get; init; } = [];
}

internal sealed class ScriptSettingsValidator : AbstractValidator<ScriptSettings>
{
    public ScriptSettingsValidator(SublarrOptions options)
    {
        RuleFor(settings => settings.ScriptPath)
            .Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Name the script, such as \"copy.sh\" for hooks/copy.sh in the config folder.")
            .Must(path => ScriptPath.Within(options.HooksDirectory, path) is not null).WithMessage(ScriptPath.OutsideMessage);
        RuleFor(settings => settings.WorkingMode).IsInEnum().WithMessage("The working mode is queue, skip or replace.");
        RuleFor(settings => settings.Ordering).IsInEnum().WithMessage("The order is none or per_title.");
        RuleFor(settings => settings.Ordering)
            .Must((settings, ordering) => ordering == DeliveryOrder.None || settings.WorkingMode == WorkingMode.Queue)
            .WithMessage("To keep an order, let events wait in the queue: what is skipped or replaced has no place in it.");
        RuleFor(settings => settings.EnvironmentNames)
            .Must(names => names.Count <= AllowedEnvironment.NameLimit)
            .WithMessage($"Name at most {AllowedEnvironment.NameLimit} variables.");
        RuleFor(settings => settings.EnvironmentNames).Custom((names, context) =>
        {
            foreach (var problem in names.Select(AllowedEnvironment.ProblemOf).OfType<string>())
            {
                context.AddFailure(problem);
            }
        });
    }
}
