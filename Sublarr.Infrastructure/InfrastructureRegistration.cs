using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Infrastructure.Transfer;

namespace Sublarr.Infrastructure;

/// <summary>How it is done: registers everything this project offers.</summary>
public static class InfrastructureRegistration
{
    /// <summary>Adds the database, the event bus, the queue and every channel and job found in this assembly.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">Where this Sublarr lives, already validated.</param>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, SublarrOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddPersistence();
        services.AddKeyRing(options);
        services.AddEvents();
        services.AddJobs();
        services.AddChannels();
        services.AddSingleton<ReportsInHand>();
        services.AddSingleton<IIncomingStore, IncomingStore>();
        services.AddSingleton<LibrariesSeen>();
        services.AddScoring();
        services.AddTransfer();
        services.AddTelemetry();
        return services;
    }

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
        // What a killed process left running is judged by the settings of its subscription.
        await services.GetRequiredService<SubscriptionDirectory>().GetAsync(cancellationToken);
    }

    /// <summary>Adds every class of an assembly that implements a plug-in contract: a new plug-in is one new file.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="assembly">Where to look.</param>
    public static IServiceCollection AddAll<TContract>(this IServiceCollection services, Assembly assembly)
        where TContract : class
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TContract))))
        {
            services.TryAddSingleton(type);
            services.AddSingleton(provider => (TContract)provider.GetRequiredService(type));
        }

        return services;
    }

    /// <summary>Adds the keys that cookies and secrets are encrypted with.</summary>
    internal static IServiceCollection AddKeyRing(this IServiceCollection services, SublarrOptions options)
    {
        services.TryAddSingleton(options);
        services.AddDataProtection().SetApplicationName("Sublarr").PersistKeysToFileSystem(new DirectoryInfo(options.KeysDirectory));
        services.AddSingleton<ISecretProtector, SecretProtector>();
        services.AddSingleton<KeyRing>();
        return services;
    }

    private static void AddPersistence(this IServiceCollection services)
    {
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<AuditTrail>();
        services.AddAll<AuditRule>(typeof(InfrastructureRegistration).Assembly);
        services.AddSingleton<AuditRules>();
        services.AddSingleton<SaveAudit>();
        services.AddSingleton<GatedSave>();
        services.AddSingleton<StorageState>();
        services.AddSingleton<StorageInterceptor>();
        services.AddSingleton<DatabaseCheck>();
        services.AddSingleton<LostDatabase>();
        services.AddHostedService<DatabaseWatch>();
        services.AddSingleton<LogCheckpoint>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<DatabaseSetup>();
        services.AddDbContextFactory<SublarrDbContext, SublarrContexts>((provider, context) => context
            .UseSqlite(provider.GetRequiredService<SqliteDatabase>().ConnectionString)
            .AddInterceptors(provider.GetRequiredService<StorageInterceptor>()));
    }

    private static void AddTelemetry(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<QueueState>();
        services.AddSingleton(provider => new HealthWatch(
            provider.GetRequiredService<QueueState>(), provider.GetRequiredService<StorageState>()));
        services.AddHostedService(provider => provider.GetRequiredService<HealthWatch>());
        services.AddSingleton<JobTelemetry>();
        services.AddSingleton<IMetricsText, MetricsText>();
    }

    private static void AddScoring(this IServiceCollection services)
    {
        services.AddSingleton<ScoringDirectory>();
        services.AddSingleton<ISaveWatcher>(provider => provider.GetRequiredService<ScoringDirectory>());
        services.AddSingleton<ScoringStore>();
        services.AddSingleton<SearchArchive>();
    }

    private static void AddEvents(this IServiceCollection services)
    {
        services.TryAddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.TryAddTransient<IMediator, EventMediator>();
        services.AddSingleton<IEventBus, EventBus>();
        services.AddSingleton<ConfigNews>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<IEventStore, FanOut>();
    }

    private static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<TrustedClock>();
        services.AddSingleton<JobHandlers>();
        services.AddSingleton<JobLanes>();
        services.AddSingleton<JobLease>();
        services.AddSingleton<JobClaims>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<HoldRule>();
        services.AddSingleton<HeldJobs>();
        services.AddSingleton<RunningJobs>();
        services.AddSingleton<JobNews>();
        services.AddSingleton<DeliveryNews>();
        services.AddSingleton<JobRecovery>();
        services.AddSingleton<JobRun>();
        services.AddSingleton<JobConclusion>();
        services.AddSingleton<IJobQueue, JobQueue>();
        // Before anything is stored: it looks when that was done last.
        services.AddHostedService<Retention>();
        services.AddHostedService<JobWorker>();
        services.AddHostedService<LeaseKeeper>();
        services.AddSingleton<IJobPurge, JobPurge>();
        services.AddSingleton<IReplays, Replays>();
        services.AddAll<IJobHandler>(typeof(InfrastructureRegistration).Assembly);
    }

    private static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<ChannelSettings>();
        services.AddSingleton<SubscriptionDirectory>();
        services.AddSingleton<ISaveWatcher>(provider => provider.GetRequiredService<SubscriptionDirectory>());
        services.AddSingleton<IUnreadableSubscriptions>(provider => provider.GetRequiredService<SubscriptionDirectory>());
        services.AddSingleton<ILanePolicy, DeliveryLanes>();
        services.AddSingleton<SubscriptionSwitch>();
        services.AddSingleton<ISubscriptionSwitch>(provider => provider.GetRequiredService<SubscriptionSwitch>());
        services.AddSingleton<DeliveryChannels>();
        services.AddSingleton<DeliveryEcho>();
        services.AddSingleton<DeliveryBreakers>();
        services.AddSingleton<IDeliveryBreakers>(provider => provider.GetRequiredService<DeliveryBreakers>());
        services.AddSingleton<SubscriptionWatch>();
        services.AddSingleton<IJobWatcher>(provider => provider.GetRequiredService<SubscriptionWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<SubscriptionWatch>());
        services.AddScriptChannel();
        services.AddSingleton<IValidator<ScriptSettings>, ScriptSettingsValidator>();
        services.AddSingleton<IValidator<WebhookSettings>, WebhookSettingsValidator>();
        services.AddWebhookChannel();
        services.AddSingleton<IEgressGuard, EgressGuard>();
        services.AddSingleton<SignedCurl>();
        services.AddSingleton<PayloadPreview>();
        services.AddAll<IPayloadPreset>(typeof(InfrastructureRegistration).Assembly);
        services.AddAll<IDeliveryChannel>(typeof(InfrastructureRegistration).Assembly);
    }
}
