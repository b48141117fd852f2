using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

internal static class JobsRegistration
{
    /// <summary>Adds the queue.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<TrustedClock>()
        .AddSingleton<JobHandlers>()
        .AddSingleton<JobAlarm>()
        .AddSingleton<ClockWatch>()
        .AddSingleton<QueuePauses>()
        .AddSingleton<LaneRooms>()
        .AddSingleton<JobLanes>()
        .AddSingleton<ILaneLimits>(provider => provider.GetRequiredService<JobLanes>())
        .AddSingleton<JobLease>()
        .AddSingleton<JobClaims>()
        .AddSingleton<JobTransactions>()
        .AddSingleton<IEachTransaction>(provider => provider.GetRequiredService<JobTransactions>())
        .AddSingleton<JobNotes>()
        .AddSingleton<IJobNotes>(provider => provider.GetRequiredService<JobNotes>())
        .AddSingleton<JobStore>()
        .AddSingleton<RunningJobs>()
        .AddSingleton<JobRecovery>()
        .AddSingleton<JobRun>()
        .AddSingleton<JobConclusion>()
        .AddSingleton<JobTaskScheduler>()
        .AddSingleton<IJobQueue, JobQueue>()
        .AddSingleton<IManyJobs, ManyJobs>()
        .AddHostedService<JobWorker>()
        .AddHostedService<JobPromotion>()
        .AddHostedService<LeaseKeeper>();
}
