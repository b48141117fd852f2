using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Makes up for reports that never arrived.</summary>
internal sealed class ReconcileSchedule : ISchedule
{
    public string Key => ArrSchedules.Reconcile;

    public string Name => "Sonarr and Radarr catch-up";

    public string Description => "Reads what each Sonarr and Radarr has imported, renamed and deleted, and does what a report that was lost would have caused. What was reported is not done twice.";

    public Trigger Usual => new Trigger.Every(TimeSpan.FromMinutes(5));

    public NewJob Job => new(ReconcileHandler.JobKind, "Catch up with Sonarr and Radarr", JobPriority.Low);
}
