using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;

namespace Sublarr.Infrastructure.Audit;

/// <summary>Tells everybody that settings were changed. Who changed them is who is calling: nobody says it himself.</summary>
/// <param name="bus">Hears it.</param>
/// <param name="trail">Knows who is calling.</param>
public sealed class ConfigNews(IEventBus bus, AuditTrail trail)
{
    /// <summary>Publishes the event.</summary>
    /// <param name="section">Part of the settings: scoring, hooks …</param>
    /// <param name="changedKeys">Names of what changed, never values.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    public Task TellAsync(string section, IReadOnlyList<string> changedKeys, CancellationToken cancellationToken) =>
        bus.PublishAsync(new ConfigUpdated(section, changedKeys, trail.Current.Word), EventCause.None, cancellationToken);
}
