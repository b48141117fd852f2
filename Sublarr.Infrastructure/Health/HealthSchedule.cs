using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Health;

/// <summary>Looks after this installation.</summary>
public sealed class HealthSchedule : ISchedule
{
    /// <summary>Its key.</summary>
    public const string Name = "health-check";

    /// <inheritdoc/>
    public string Key => Name;

    string ISchedule.Name => "Health check";

    /// <inheritdoc/>
    public string Description => "Looks at what can be wrong with this Sublarr: its disk, its database, its queue, the folders of the library, and who is told and asked.";

    /// <inheritdoc/>
    public Trigger Usual => new Trigger.Every(TimeSpan.FromMinutes(15));

    /// <inheritdoc/>
    public NewJob Job => new(HealthCheckHandler.JobKind, "Check Sublarr's health", JobPriority.Low);
}
