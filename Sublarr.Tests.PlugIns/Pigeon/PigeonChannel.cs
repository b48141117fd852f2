using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.PlugIns.Pigeon;

/// <summary>Carries events by pigeon. What flies to the lost loft never comes back.</summary>
/// <param name="settings">Reads what a person has entered.</param>
public sealed class PigeonChannel(ChannelSettings settings) : IDeliveryChannel
{
    /// <summary>The loft that nothing reaches.</summary>
    public const string LostLoft = "lost";

    /// <inheritdoc/>
    public ChannelInfo Info { get; } = new("pigeon", "carrier pigeon", "Pigeon") { Icon = "flutter_dash", TellsPeople = true };

    /// <inheritdoc/>
    public int Concurrency => 4;

    /// <inheritdoc/>
    public int ConcurrencyPerSubscription => 1;

    /// <inheritdoc/>
    public RetrySchedule Retries => RetrySchedule.None;

    /// <inheritdoc/>
    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var pigeon = settings.Read<PigeonSettings>(delivery.Subscription);
        var detail = new AttemptDetail { Parts = [new("Carried", $"{delivery.Event.Name} to {pigeon.Loft}"), new("Keeper's receipt", "One letter, dry.")] };
        return Task.FromResult(pigeon.Loft == LostLoft
            ? new DeliveryReport(new JobOutcome.Rejected("The pigeon never came back: choose another loft."), detail with { Failure = FailureClass.Unreachable })
            : new DeliveryReport(JobOutcome.Done, detail));
    }
}
