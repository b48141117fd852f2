using MediatR;
using Sublarr.Domain.Events;

namespace Sublarr.Web.Live;

/// <summary>Hears every event on the bus, after it is stored, and hands it to the open browsers. Closed by the container for each event.</summary>
/// <typeparam name="TPublished">The notification.</typeparam>
internal sealed class LiveFeedHandler<TPublished>(LiveFeed feed) : INotificationHandler<TPublished>
    where TPublished : IPublished
{
    public Task Handle(TPublished notification, CancellationToken cancellationToken)
    {
        feed.Published(notification.Envelope);
        return Task.CompletedTask;
    }
}
