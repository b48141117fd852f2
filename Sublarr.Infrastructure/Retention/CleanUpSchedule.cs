using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Retention;

/// <summary>Clears the log up once an hour.</summary>
internal sealed class CleanUpSchedule : ISchedule
{
    public string Key => "clean-up";

    public string Name => "Clean-up";

    public string Description => "Removes events, jobs and deliveries that are older or more than the log keeps. The limits are in the settings.";

    public Trigger Usual => new Trigger.Every(TimeSpan.FromHours(1));

    public NewJob Job => new(CleanUpHandler.JobKind, "Clear the log up", JobPriority.Low);
}
