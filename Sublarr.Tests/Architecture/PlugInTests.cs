using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.PlugIns.Events;

namespace Sublarr.Tests.Architecture;

/// <summary>A new event, channel or job is one new file: these tests prove that the scans find it.</summary>
public sealed class PlugInTests
{
    [Fact]
    public async Task Every_channel_provider_and_job_is_found_and_has_a_name_of_its_own()
    {
        await using var engine = await Engine.StartAsync();

        var channels = engine.Get<IEnumerable<IDeliveryChannel>>().ToList();
        var handlers = engine.Get<IEnumerable<IJobHandler>>().ToList();

        channels.Select(channel => channel.GetType()).ShouldBe(Implementing<IDeliveryChannel>(), ignoreOrder: true);
        handlers.Select(handler => handler.GetType()).ShouldBe(Implementing<IJobHandler>(), ignoreOrder: true);
        channels.Select(channel => channel.Name).ShouldBeUnique();
        handlers.Select(handler => handler.Kind).ShouldBeUnique();
        var providers = engine.Get<IEnumerable<ISubtitleProvider>>().ToList();
        providers.Select(provider => provider.GetType()).ShouldBe(Implementing<ISubtitleProvider>(), ignoreOrder: true);
        providers.Select(provider => provider.Name).ShouldBeUnique();
        channels.ShouldAllBe(channel => channel.Concurrency >= channel.ConcurrencyPerSubscription && channel.ConcurrencyPerSubscription > 0);
    }

    [Fact]
    public void Every_event_is_in_the_catalog()
    {
        var events = typeof(IDomainEvent).Assembly.GetTypes().Concat(typeof(EggLaid).Assembly.GetTypes())
            .Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IDomainEvent)));

        EventCatalog.All.Select(entry => entry.PayloadType).ShouldBe(events, ignoreOrder: true);
    }

    [Fact]
    public void The_whole_app_can_be_built_by_its_container()
    {
        using var app = new ValidatedApp();

        app.Services.GetRequiredService<IEventBus>().ShouldNotBeNull();
    }

    private static IEnumerable<Type> Implementing<TContract>() => typeof(InfrastructureRegistration).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TContract)));

    private sealed class ValidatedApp : SublarrApp
    {
        protected override IHost CreateHost(IHostBuilder builder)
        {
            builder.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));
            return base.CreateHost(builder);
        }
    }
}
