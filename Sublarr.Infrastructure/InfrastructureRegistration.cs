using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Health;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Health;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Retention;
using Sublarr.Infrastructure.Samples;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Search;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Infrastructure.Subtitles;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Infrastructure.Transfer;
using Sublarr.Infrastructure.Upgrades;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Infrastructure;

/// <summary>How it is done: registers everything this project offers.</summary>
public static class InfrastructureRegistration
{
    /// <summary>Adds every room. What each of them offers stands in its own registration.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">Where this Sublarr lives, already validated.</param>
    /// <param name="outbound">What the environment says about the way out, already validated; null when it says nothing.</param>
    /// <param name="plugIns">What else to look for plug-ins in; this assembly always.</param>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, SublarrOptions options, OutboundOptions? outbound = null, params IEnumerable<Assembly> plugIns)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(outbound ?? new OutboundOptions());
        services
            .AddPersistence()
            .AddAudit()
            .AddSecurity(options)
            .AddSettings()
            .AddOutbound()
            .AddLanguages()
            // Before the queue stores anything: it looks when that was done last.
            .AddRetention()
            .AddJobs()
            .AddSchedules()
            .AddEvents()
            .AddIncoming()
            .AddArr()
            .AddLibrary()
            .AddSubtitles()
            .AddProviders()
            .AddWanted()
            .AddHistory()
            .AddBackups()
            .AddSubscriptions()
            .AddDeliveries()
            .AddScriptChannel()
            .AddWebhookChannel()
            .AddScoring()
            .AddSearch()
            .AddUpgrades()
            .AddSamples()
            .AddTransfer()
            .AddTelemetry()
            .AddHealth()
            .AddSqlite();
        foreach (var assembly in plugIns.Prepend(typeof(InfrastructureRegistration).Assembly).Distinct())
        {
            services.AddPlugIns(assembly);
        }

        return services;
    }

    /// <summary>Adds the events of an assembly, its channels and providers with their settings, its ready-made payloads, its jobs, its schedules and its health looks.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="assembly">Where to look.</param>
    public static IServiceCollection AddPlugIns(this IServiceCollection services, Assembly assembly)
    {
        EventCatalog.Include(assembly);
        return services
            .AddAll<IDeliveryChannel>(assembly)
            .AddAll<ISubtitleProvider>(assembly)
            .AddSettingsOf(assembly)
            .AddTransferOf(assembly)
            .AddAll<IPayloadPreset>(assembly)
            .AddAll<IJobHandler>(assembly)
            .AddAll<ISchedule>(assembly)
            .AddAll<IScheduleSource>(assembly)
            .AddAll<IHealthLook>(assembly);
    }

    /// <summary>Tells that Sublarr does not come up. If that is after a restore, the next start takes it back.</summary>
    /// <param name="services">The built services.</param>
    /// <param name="problem">Why.</param>
    /// <param name="words">The same for people.</param>
    /// <returns>True when it will be taken back.</returns>
    public static bool RefuseRestore(this IServiceProvider services, Exception problem, string words) =>
        // A port that is taken or a disk that is full is no fault of what was restored: that is tried three times.
        problem is not (IOException or UnauthorizedAccessException or SocketException) && services.GetRequiredService<RestoreSwap>().Refuse(words);

    /// <summary>Makes the database and the keys ready. Call it once, before the host starts.</summary>
    /// <param name="services">The built services.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    /// <exception cref="StartupException">Something a person has to mend first.</exception>
    public static async Task PrepareInfrastructureAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseSetup>().PrepareAsync(cancellationToken);
        services.GetRequiredService<KeyRing>().Check();
        await services.GetRequiredService<IEgressGuard>().AdoptAsync(cancellationToken);
        // A step of the clock is noticed by who has looked at it before.
        services.GetRequiredService<TrustedClock>();
        services.GetRequiredService<DeliveryChannels>().Introduce();
        services.GetRequiredService<ProviderDirectory>().Introduce();
        // What a killed process left running is judged by the settings of its subscription.
        await services.GetRequiredService<SubscriptionDirectory>().GetAsync(cancellationToken);
    }
}
