using System.Threading.Channels;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>Whose deliveries have died, from the queue's thread to whoever looks after subscriptions. It knows neither.</summary>
internal sealed class DeadDeliveries : IJobWatcher
{
    // A wave of deaths asks the same question many times: a few are enough.
    private readonly Channel<long> _died = Channel.CreateBounded<long>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Changed(IReadOnlyList<JobChange> changes)
    {
        foreach (var change in changes)
        {
            if (change is { State: JobState.Dead, SubscriptionId: { } subscription })
            {
                _died.Writer.TryWrite(subscription);
            }
        }
    }

    /// <summary>Their subscriptions, as they die.</summary>
    public IAsyncEnumerable<long> ReadAllAsync(CancellationToken cancellationToken) => _died.Reader.ReadAllAsync(cancellationToken);
}
