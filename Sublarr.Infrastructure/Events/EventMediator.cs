using MediatR;
using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Events;

/// <summary>MediatR, but a handler of a notification that throws keeps no other from hearing it: version 5.1 stops at the first that does.</summary>
internal sealed class EventMediator(ServiceFactory services, ILogger<EventMediator> logger) : Mediator(services)
{
    /// <param name="allHandlers">What the handlers return. Each is called as the next one is asked for.</param>
    protected override async Task PublishCore(IEnumerable<Task> allHandlers)
    {
        using var handlers = allHandlers.GetEnumerator();
        while (await HearNextAsync(handlers))
        {
        }
    }

    // A handler may throw before there is a task of it: then it is the step to it that throws, and the step after that goes on to the next.
    private async Task<bool> HearNextAsync(IEnumerator<Task> handlers)
    {
        try
        {
            if (!handlers.MoveNext())
            {
                return false;
            }

            await handlers.Current;
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "A handler of an event failed; the event is stored, and the others hear it");
        }

        return true;
    }
}
