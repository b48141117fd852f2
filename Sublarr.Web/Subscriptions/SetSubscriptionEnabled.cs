using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels;

namespace Sublarr.Web.Subscriptions;

/// <summary>Switches a hook or webhook on or off.</summary>
internal static class SetSubscriptionEnabled
{
    /// <param name="Channel">The channel it must be of.</param>
    /// <param name="Id">Which.</param>
    /// <param name="Enabled">On or off. On continues what was held.</param>
    /// <param name="ChangedBy">Who asks.</param>
    public sealed record Command(string Channel, long Id, bool Enabled, string ChangedBy) : IRequest<bool>;

    public sealed class Handler(SubscriptionLookup lookup, ISubscriptionSwitch switchboard, IEventBus bus) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!await lookup.ExistsAsync(command.Channel, command.Id, cancellationToken))
            {
                return false;
            }

            _ = command.Enabled
                ? await switchboard.EnableAsync(command.Id, cancellationToken) is not null
                : await switchboard.DisableAsync(command.Id, cancellationToken);
            await bus.PublishAsync(new ConfigUpdated($"{command.Channel}s", ["enabled"], command.ChangedBy), EventCause.None, cancellationToken);
            return true;
        }
    }
}
