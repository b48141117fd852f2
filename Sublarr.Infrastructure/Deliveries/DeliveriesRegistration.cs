using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

internal static class DeliveriesRegistration
{
    /// <summary>Adds what brings events to subscriptions.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddSingleton<IEventStore, FanOut>()
        .AddSingleton<ILanePolicy, DeliveryLanes>()
        .AddSingleton<BreakerStates>()
        .AddSingleton<HoldRule>()
        .AddSingleton<IHoldRule>(provider => provider.GetRequiredService<HoldRule>())
        .AddSingleton<IAttemptTally, DeliveryTally>()
        .AddSingleton<HeldJobs>()
        .AddSingleton<QuietTime>()
        .AddSingleton<IHeldDeliveries>(provider => provider.GetRequiredService<HeldJobs>())
        .AddSingleton<IJobNews, JobNews>()
        .AddSingleton<DeliveryNews>()
        .AddSingleton<DeliveryEcho>()
        .AddSingleton<Coalescing>()
        .AddSingleton<IJobWatcher>(provider => provider.GetRequiredService<Coalescing>())
        .AddSingleton<DeliveryBreakers>()
        .AddSingleton<IDeliveryBreakers>(provider => provider.GetRequiredService<DeliveryBreakers>())
        .AddSingleton<IReplays, Replays>();
}
