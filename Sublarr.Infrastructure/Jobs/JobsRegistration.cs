using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

internal static class JobsRegistration
{
    /// <summary>Adds the queue, with every job found in this assembly.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<TrustedClock>()
        .AddSingleton<JobHandlers>()
        .AddSingleton<QueuePauses>()
        .AddSingleton<JobLanes>()
        .AddSingleton<JobLease>()
        .AddSingleton<JobClaims>()
        .AddSingleton<JobNotes>()
        .AddSingleton<IJobNotes>(provider => provider.GetRequiredService<JobNotes>())
        .AddSingleton<JobStore>()
        .AddSingleton<RunningJobs>()
        .AddSingleton<JobRecovery>()
        .AddSingleton<JobRun>()
        .AddSingleton<JobConclusion>()
        .AddSingleton<IJobQueue, JobQueue>()
        .AddHostedService<JobWorker>()
        .AddHostedService<LeaseKeeper>()
        .AddAll<IJobHandler>(typeof(JobsRegistration).Assembly);
}
