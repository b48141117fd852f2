using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Deliveries;

internal static class DeliveriesRegistration
{
    /// <summary>Adds what brings events to subscriptions, with every channel found in this assembly.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddSingleton<IEventStore, FanOut>()
        .AddSingleton<DeliveryChannels>()
        .AddSingleton<ILanePolicy, DeliveryLanes>()
        .AddSingleton<HoldRule>()
        .AddSingleton<HeldJobs>()
        .AddSingleton<DeliveryNews>()
        .AddSingleton<DeliveryEcho>()
        .AddSingleton<DeliveryBreakers>()
        .AddSingleton<IDeliveryBreakers>(provider => provider.GetRequiredService<DeliveryBreakers>())
        .AddSingleton<IReplays, Replays>()
        .AddAll<IDeliveryChannel>(typeof(DeliveriesRegistration).Assembly);
}
