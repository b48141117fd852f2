using System.Collections.Frozen;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>All channels by name.</summary>
internal sealed class DeliveryChannels(IEnumerable<IDeliveryChannel> channels)
{
    private readonly FrozenDictionary<string, IDeliveryChannel> _byName = channels.ToFrozenDictionary(channel => channel.Name, StringComparer.Ordinal);

    public IDeliveryChannel? Find(string name) => _byName.GetValueOrDefault(name);
}
