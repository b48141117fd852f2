using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Takes the deletion of a hook or webhook back, with everything it had. What the deletion cancelled stays cancelled.</summary>
internal static class RestoreSubscription
{
    /// <param name="Channel">The channel it must be of.</param>
    /// <param name="Id">Which.</param>
    public sealed record Command(string Channel, long Id) : IRequest<bool>;

    public sealed class Handler(SubscriptionLookup lookup, ISubscriptionSwitch switchboard, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            // Another tab may have been quicker.
            if (await lookup.ExistsAsync(command.Channel, command.Id, cancellationToken))
            {
                return true;
            }

            if (!await lookup.WasDeletedAsync(command.Channel, command.Id, cancellationToken) || !await switchboard.RestoreAsync(command.Id, cancellationToken))
            {
                return false;
            }

            await news.TellAsync(ChannelCatalog.SectionOf(command.Channel), ["restored"], cancellationToken);
            return true;
        }
    }
}
