using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>All channels by name. The first look tells the catalog what they are called.</summary>
internal sealed class DeliveryChannels(IServiceProvider services)
{
    private readonly Lazy<FrozenDictionary<string, IDeliveryChannel>> _byName = new(() =>
    {
        var channels = services.GetServices<IDeliveryChannel>().ToFrozenDictionary(channel => channel.Name, StringComparer.Ordinal);
        ChannelCatalog.Add(channels.Values.Select(channel => channel.Info));
        return channels;
    });

    public IDeliveryChannel? Find(string name) => _byName.Value.GetValueOrDefault(name);
}
