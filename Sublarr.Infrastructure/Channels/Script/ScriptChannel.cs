using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Runs a script of the user's for each event.</summary>
internal sealed class ScriptChannel(ChannelSettings settings, HookTurns turns, ScriptCheck check, ScriptRunner runner) : IDeliveryChannel
{
    /// <summary>How many scripts may run at the same time.</summary>
    public const int ScriptsAtOnce = 4;

    /// <summary>What it is called.</summary>
    public static readonly ChannelInfo Called = new(ScriptSettings.Channel, "hook", "Script") { Icon = "terminal", Path = "hooks", Prints = true, KeepsWhileOff = true };

    public ChannelInfo Info => Called;

    public int Concurrency => ScriptsAtOnce;

    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.None;

    public void Check(Subscription subscription) => settings.Read<ScriptSettings>(subscription);

    public int ConcurrencyOf(Subscription subscription) => HookTurns.PlacesFor(settings.Read<ScriptSettings>(subscription).WorkingMode);

    // A script runs on this machine: it can see the folders anyway.
    public bool SeesLocal(Subscription subscription) => true;

    public bool KeepsOrder(Subscription subscription) => settings.Read<ScriptSettings>(subscription).Ordering == DeliveryOrder.PerTitle;

    // The script may have done its work before the process died: only what is said to bear it is run again.
    public RetrySchedule RecoveriesOf(Subscription subscription) => settings.Read<ScriptSettings>(subscription).Idempotent
        ? Retries.WithRetries(Math.Max(1, subscription.RetryCount))
        : RetrySchedule.None;

    public IDomainEvent GivenUp(GivenUpDelivery delivery)
    {
        var failed = new HookFailed(
            delivery.Subscription.Id, delivery.Subscription.Name, delivery.JobId, delivery.EventId, delivery.Attempts, delivery.Reason, delivery.LeftOut);
        return delivery.IsFirst ? failed : failed.KeptQuiet();
    }

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ScriptReport.NotBegun();
        }

        var hook = settings.Read<ScriptSettings>(delivery.Subscription);
        using var turn = turns.Enter(delivery, hook.WorkingMode, out var busyWith, cancellationToken);
        if (turn is null)
        {
            return ScriptReport.Skipped(busyWith);
        }

        if (!await turn.ComesAsync())
        {
            return turn.ReplacedBy is { } newer ? ScriptReport.Replaced(newer) : ScriptReport.NotBegun();
        }

        return await RunAsync(delivery, hook, turn);
    }

    private async Task<DeliveryReport> RunAsync(Delivery delivery, ScriptSettings hook, HookTurn turn)
    {
        using var script = check.Hold(hook.ScriptPath);
        var result = script.Problem is { } problem
            ? new ScriptResult(RunEnd.Refused) { Problem = problem }
            : await runner.RunAsync(script.PathToStart, delivery, AllowedEnvironment.Of(hook.EnvironmentNames), turn.Token);
        var report = ScriptReport.Of(delivery, hook, script, result);
        return result.End == RunEnd.Interrupted && turn.ReplacedBy is { } newer ? ScriptReport.Replaced(report, newer) : report;
    }
}
