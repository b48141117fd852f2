using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Bench.Fixtures;

/// <summary>The queue, the bus and the channels as the app runs them, without the web.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private static readonly EgressSettings LocalReceivers = new(EgressProfile.Lan, [EgressException.Parse("127.0.0.0/8")!], []);

    private readonly IHost _host;
    private readonly WorkFolder _folder;

    private Engine(IHost host, WorkFolder folder) => (_host, _folder) = (host, folder);

    public IJobQueue Queue => Get<IJobQueue>();

    public IEventBus Bus => Get<IEventBus>();

    public string HooksDirectory => Get<SublarrOptions>().HooksDirectory;

    public static async Task<Engine> StartAsync(Action<IServiceCollection> configure)
    {
        var folder = new WorkFolder();
        var host = new HostBuilder()
            .ConfigureServices(services =>
            {
                services.AddInfrastructure(new SublarrOptions { ConfigDirectory = folder.Path }, new OutboundOptions { Egress = LocalReceivers });
                configure(services);
            })
            .Build();
        await host.Services.PrepareInfrastructureAsync(CancellationToken.None);
        await host.StartAsync();
        return new Engine(host, folder);
    }

    /// <summary>Adds a subscription, and tells those who keep them in memory.</summary>
    /// <param name="channel">How it is served.</param>
    /// <param name="eventName">What it hears.</param>
    /// <param name="settings">Of the channel.</param>
    /// <param name="filter">Which of the events it hears, as JSON; null for all.</param>
    public async Task SubscribeAsync<TSettings>(string channel, string eventName, TSettings settings, string? filter = null)
        where TSettings : class
    {
        await using var context = await Get<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        var subscription = new Subscription(channel, TimeProvider.System.GetUtcNow());
        subscription.Edit($"{channel} for {eventName}", [eventName], Get<ChannelSettings>().Write(settings), timeoutSeconds: 30, retryCount: 0);
        subscription.Narrow(filter);
        context.Add(subscription);
        await context.SaveChangesAsync();
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

}
