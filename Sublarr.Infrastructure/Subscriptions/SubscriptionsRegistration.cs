using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Subscriptions;

internal static class SubscriptionsRegistration
{
    /// <summary>Adds the directory of subscriptions, their switch and the watch over them.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<DeliveryChannels>()
        .AddSingleton<SubscriptionDirectory>()
        .AddSingleton<IUnreadableSubscriptions>(provider => provider.GetRequiredService<SubscriptionDirectory>())
        .AddSingleton<SubscriptionSwitch>()
        .AddSingleton<ISubscriptionSwitch>(provider => provider.GetRequiredService<SubscriptionSwitch>())
        .AddSingleton<DeadDeliveries>()
        .AddSingleton<IJobWatcher>(provider => provider.GetRequiredService<DeadDeliveries>())
        .AddHostedService<SubscriptionWatch>();
}
