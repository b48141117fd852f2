using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>All channels by name.</summary>
internal sealed class DeliveryChannels(IServiceProvider services)
{
    private readonly Lazy<FrozenDictionary<string, IDeliveryChannel>> _byName = new(() =>
        services.GetServices<IDeliveryChannel>().ToFrozenDictionary(channel => channel.Name, StringComparer.Ordinal));

    /// <summary>Tells the catalog what they are called, before anybody reads a sentence or opens a page.</summary>
    public void Introduce() => ChannelCatalog.Add(_byName.Value.Values.Select(channel => channel.Info));

    public IDeliveryChannel? Find(string name) => _byName.Value.GetValueOrDefault(name);
}
