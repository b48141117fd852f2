using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels;

namespace Sublarr.Web.Subscriptions;

/// <summary>Deletes a hook or webhook. Its log stays until retention removes it; what still waits is cancelled.</summary>
internal static class DeleteSubscription
{
    /// <param name="Channel">The channel it must be of: a hook's id is no webhook.</param>
    /// <param name="Id">Which.</param>
    /// <param name="ChangedBy">Who asks.</param>
    public sealed record Command(string Channel, long Id, string ChangedBy) : IRequest<bool>;

    public sealed class Handler(SubscriptionLookup lookup, ISubscriptionSwitch switchboard, IEventBus bus) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!await lookup.ExistsAsync(command.Channel, command.Id, cancellationToken)
                || !await switchboard.DeleteAsync(command.Id, cancellationToken))
            {
                return false;
            }

            await bus.PublishAsync(new ConfigUpdated($"{command.Channel}s", ["deleted"], command.ChangedBy), EventCause.None, cancellationToken);
            return true;
        }
    }
}
