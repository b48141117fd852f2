using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Events;

internal static class EventsRegistration
{
    /// <summary>Adds the bus and the log of events. What stores an event with its deliveries is an <see cref="IEventStore"/>.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.TryAddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.TryAddTransient<IMediator, EventMediator>();
        return services
            .AddSingleton<IEventBus, EventBus>()
            .AddSingleton<EventsInHand>()
            .AddSingleton<EventLog>();
    }
}
