using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Deletes a hook or webhook. Its log stays until retention removes it; what still waits is cancelled.</summary>
internal static class DeleteSubscription
{
    /// <param name="Channel">The channel it must be of: a hook's id is no webhook.</param>
    /// <param name="Id">Which.</param>
    public sealed record Command(string Channel, long Id) : IRequest<bool>;

    public sealed class Handler(SubscriptionLookup lookup, ISubscriptionSwitch switchboard, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!await lookup.ExistsAsync(command.Channel, command.Id, cancellationToken)
                || !await switchboard.DeleteAsync(command.Id, cancellationToken))
            {
                return false;
            }

            await news.TellAsync(ChannelCatalog.SectionOf(command.Channel), ["deleted"], cancellationToken);
            return true;
        }
    }
}
