using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Retention;

internal static class RetentionRegistration
{
    /// <summary>Adds what keeps the log from growing for ever.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<IJobPurge, JobPurge>()
        .AddSingleton<RetentionClock>()
        .AddHostedService(provider => provider.GetRequiredService<RetentionClock>());
}
