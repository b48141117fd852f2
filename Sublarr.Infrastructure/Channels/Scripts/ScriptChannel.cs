using FluentValidation;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Scripts;

/// <summary>What a person sets for a hook script.</summary>
public sealed record ScriptSettings
{
    /// <summary>The script: its path within the hooks folder, or an absolute path into it.</summary>
    public string ScriptPath { get; init; } = "";
}

internal sealed class ScriptSettingsValidator : AbstractValidator<ScriptSettings>
{
    public ScriptSettingsValidator(SublarrOptions options) =>
        RuleFor(settings => settings.ScriptPath)
            .Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Name the script, such as \"copy.sh\" for hooks/copy.sh in the config folder.")
            .Must(path => ScriptPath.Within(options.HooksDirectory, path) is not null).WithMessage(ScriptPath.OutsideMessage);
}

/// <summary>Runs a script of the user's for each event.</summary>
internal sealed class ScriptChannel(ChannelSettings settings, ScriptCheck check, ScriptRunner runner) : IDeliveryChannel
{
    /// <summary>How many scripts may run at the same time.</summary>
    public const int ScriptsAtOnce = 4;

    public string Name => "script";

    public int Concurrency => ScriptsAtOnce;

    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.None;

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new(
                new JobOutcome.Deferred("Sublarr stopped before the script was started."),
                new AttemptDetail { Failure = FailureClass.Interrupted });
        }

        var script = check.Examine(settings.Read<ScriptSettings>(delivery.Subscription).ScriptPath);
        var result = script.Problem is { } problem
            ? new ScriptResult(RunEnd.Refused) { Problem = problem }
            : await runner.RunAsync(script.RealPath, delivery, cancellationToken);
        return ScriptReport.Of(delivery, script.Name, result);
    }
}
