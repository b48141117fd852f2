using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>All channels by name.</summary>
internal sealed class DeliveryChannels(IServiceProvider services)
{
    private readonly Lazy<FrozenDictionary<string, IDeliveryChannel>> _byName = new(() =>
        services.GetServices<IDeliveryChannel>().ToFrozenDictionary(channel => channel.Name, StringComparer.Ordinal));

    public IDeliveryChannel? Find(string name) => _byName.Value.GetValueOrDefault(name);
}
