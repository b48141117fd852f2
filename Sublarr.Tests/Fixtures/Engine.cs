using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Tests.Fixtures;

/// <summary>The queue, the bus and the channels on a real SQLite file, without the web.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TemporaryFolder? _ownFolder;

    private readonly ManualClock? _clock;

    private Engine(IHost host, TemporaryFolder? ownFolder, ManualClock? clock) => (_host, _ownFolder, _clock) = (host, ownFolder, clock);

    public IJobQueue Queue => Get<IJobQueue>();

    public IEventBus Bus => Get<IEventBus>();

    /// <summary>Starts one. Give it a folder to start a second one on what the first has left.</summary>
    public static async Task<Engine> StartAsync(
        Action<IServiceCollection>? configure = null, TimeProvider? clock = null, TemporaryFolder? folder = null, Func<SublarrDbContext, Task>? before = null,
        EgressProxy? proxy = null, Action<SublarrOptions>? set = null)
    {
        var ownFolder = folder is null ? new TemporaryFolder() : null;
        var options = new SublarrOptions
        {
            ConfigDirectory = (folder ?? ownFolder)!.Path,
            // No test asks the internet.
            AnimeIdsAddress = "",
        };
        set?.Invoke(options);
        var outbound = new OutboundOptions
        {
            Egress = new EgressSettings(EgressProfile.Lan, [EgressException.Parse(SublarrApp.LocalReceivers)!], []),
            Proxy = proxy,
        };
        var host = new HostBuilder()
            .UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true))
            .ConfigureServices(services =>
            {
                if (clock is not null)
                {
                    services.AddSingleton(clock);
                }

                services.AddInfrastructure(options, outbound);
                configure?.Invoke(services);
            })
            .Build();
        if (ownFolder is not null)
        {
            await MigratedDatabase.PutIntoAsync(ownFolder.Path);
        }

        try
        {
            return await StartAsync(host, ownFolder, clock, before);
        }
        catch
        {
            // It holds the folder, which a next one is started on.
            host.Dispose();
            throw;
        }
    }

    private static async Task<Engine> StartAsync(IHost host, TemporaryFolder? ownFolder, TimeProvider? clock, Func<SublarrDbContext, Task>? before)
    {
        await host.Services.PrepareInfrastructureAsync(CancellationToken.None);
        var engine = new Engine(host, ownFolder, (clock as JumpingClock)?.Passing ?? clock as ManualClock);
        if (before is not null)
        {
            await using var context = await engine.ContextAsync();
            await before(context);
        }

        await host.StartAsync();
        return engine;
    }

    /// <summary>Lets nothing run by itself: a clock that a test moves on by hours would queue jobs that the test knows nothing of.</summary>
    public static Action<IServiceCollection> WithoutSchedules { get; } = services => services.RemoveAll<ISchedule>().RemoveAll<IScheduleSource>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<SublarrDbContext> ContextAsync() => Get<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();

    public async Task<long> EnqueueAsync(NewJob job) => (await Queue.EnqueueAsync([job], CancellationToken.None))[0];

    public async Task<JobRow> JobAsync(long id)
    {
        await using var context = await ContextAsync();
        return await context.Jobs.AsNoTracking().SingleAsync(row => row.Id == id);
    }

    public async Task<List<JobRow>> JobsAsync()
    {
        await using var context = await ContextAsync();
        return await context.Jobs.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    public async Task<List<AttemptRow>> AttemptsAsync(long jobId)
    {
        await using var context = await ContextAsync();
        return await context.Attempts.AsNoTracking().Where(row => row.JobId == jobId).OrderBy(row => row.Number).ToListAsync();
    }

    public async Task<List<EventRow>> EventsAsync()
    {
        await using var context = await ContextAsync();
        return await context.Events.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync();
    }

    /// <summary>The job once it is in that state; fails after ten seconds.</summary>
    public async Task<JobRow> UntilAsync(long jobId, JobState state)
    {
        await Eventually.TrueAsync(async () => (await JobAsync(jobId)).State == state, () => $"job {jobId} is not {state}");
        return await JobAsync(jobId);
    }

    /// <summary>Every job at an end.</summary>
    public Task UntilIdleAsync() =>
        Eventually.TrueAsync(async () => (await JobsAsync()).TrueForAll(job => job.State.IsTerminal()), () => "some jobs have not ended");

    public async Task<Subscription> SubscribeAsync(string channel, params string[] eventNames)
    {
        await using var context = await ContextAsync();
        var subscription = new Subscription(channel, DateTimeOffset.UnixEpoch);
        subscription.Edit($"{channel} for {string.Join(", ", eventNames)}", eventNames, "{}", 30, 0);
        context.Add(subscription);
        await context.SaveChangesAsync();
        return subscription;
    }

    public async Task<Subscription> SubscriptionAsync(long id)
    {
        await using var context = await ContextAsync();
        return await context.Subscriptions.AsNoTracking().SingleAsync(row => row.Id == id);
    }

    /// <summary>Stops it. A clock that stands still is moved, or what waits for running jobs would wait for ever.</summary>
    public async Task StopAsync()
    {
        var stop = _host.StopAsync();
        while (!stop.IsCompleted)
        {
            _clock?.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(stop, Task.Delay(10));
        }

        await stop;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        _ownFolder?.Dispose();
    }
}
