using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Asks every few minutes whether Sonarr and Radarr answer.</summary>
internal sealed class ArrCheck(ArrInstances instances) : ISchedule
{
    public string Key => ArrSchedules.Check;

    public string Name => "Sonarr and Radarr check";

    public string Description => "Asks each Sonarr and Radarr whether it answers and takes its key. An alert tells when one has not answered twice, and when it does again.";

    public Trigger Usual => new Trigger.Every(TimeSpan.FromMinutes(5));

    public NewJob Job => new(ArrCheckHandler.JobKind, "Ask Sonarr and Radarr how they are", JobPriority.Low);

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => (await instances.EnabledAsync(cancellationToken)).Count > 0;
}

/// <summary>Schedules of this room that others let run.</summary>
public static class ArrSchedules
{
    /// <summary>Asks each Sonarr and Radarr how it is.</summary>
    public const string Check = "arr-check";

    /// <summary>Reads what each of them did.</summary>
    public const string Reconcile = "arr-reconcile";
}
