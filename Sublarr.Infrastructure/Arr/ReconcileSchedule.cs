using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Makes up for reports that never arrived.</summary>
internal sealed class ReconcileSchedule(ArrInstances instances) : ISchedule
{
    public string Key => ArrSchedules.Reconcile;

    public string Name => "Sonarr and Radarr catch-up";

    public string Description =>
        "Reads what each Sonarr and Radarr has imported, renamed and deleted, and does what a lost report would have caused. Nothing is done twice.";

    public Trigger Usual => new Trigger.Every(TimeSpan.FromMinutes(5));

    public NewJob Job => new(ReconcileHandler.JobKind, "Catch up with Sonarr and Radarr", JobPriority.Low);

    public bool HasParts => true;

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => (await instances.EnabledAsync(cancellationToken)).Count > 0;
}
