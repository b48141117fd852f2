using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Tests.PlugIns.Loft;

/// <summary>A schedule of one file.</summary>
public sealed class SweepingDay : ISchedule
{
    /// <inheritdoc/>
    public string Key => "sweeping-day";

    /// <inheritdoc/>
    public string Name => "Sweeping day";

    /// <inheritdoc/>
    public string Description => "Sweeps the loft each Saturday.";

    /// <inheritdoc/>
    public Trigger Usual => new Trigger.Cron("0 10 * * 6", "UTC");

    /// <inheritdoc/>
    public NewJob Job => new(SweepLoft.JobKind, "Sweep the loft", JobPriority.Low);
}
