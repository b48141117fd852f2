using System.Collections.Frozen;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>All channels by name.</summary>
internal sealed class DeliveryChannels(IEnumerable<IDeliveryChannel> channels)
{
    private readonly FrozenDictionary<string, IDeliveryChannel> _byName = channels.ToFrozenDictionary(channel => channel.Name, StringComparer.Ordinal);

    /// <summary>Tells the catalog what they are called, before anybody reads a sentence or opens a page.</summary>
    public void Introduce() => ChannelCatalog.Add(_byName.Values.Select(channel => channel.Info));

    /// <summary>The kinds of the jobs that deliver through them.</summary>
    public IEnumerable<string> JobKinds => _byName.Values.Select(channel => channel.Info.JobKind);

    public IDeliveryChannel? Find(string name) => _byName.GetValueOrDefault(name);
}
