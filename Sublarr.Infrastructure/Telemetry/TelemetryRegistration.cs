using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>Adds what Sublarr measures and how it looks after itself.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<QueueState>()
        .AddSingleton(provider => new HealthWatch(provider.GetRequiredService<QueueState>(), provider.GetRequiredService<StorageState>()))
        .AddHostedService(provider => provider.GetRequiredService<HealthWatch>())
        .AddSingleton<JobTelemetry>()
        .AddSingleton<IAttemptMeter>(provider => provider.GetRequiredService<JobTelemetry>())
        .AddSingleton<IMetricsText, MetricsText>();
}
