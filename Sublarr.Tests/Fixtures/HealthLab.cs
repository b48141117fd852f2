using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Health;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Health;

namespace Sublarr.Tests.Fixtures;

/// <summary>An engine whose health a test checks by hand.</summary>
internal sealed class HealthLab : IAsyncDisposable
{
    private readonly ManualClock _clock;

    private HealthLab(Engine engine, ManualClock clock) => (Engine, _clock) = (engine, clock);

    public Engine Engine { get; }

    public ManualClock Clock => _clock;

    public static async Task<HealthLab> StartAsync(
        TemporaryFolder? folder = null, Action<SublarrOptions>? set = null, Action<IServiceCollection>? configure = null, ManualClock? clock = null)
    {
        var time = clock ?? new ManualClock();
        return new(
            await Engine.StartAsync(
                services =>
                {
                    services.RemoveAll<ISchedule>();
                    configure?.Invoke(services);
                },
                time, folder, set: set),
            time);
    }

    /// <summary>A check, a quarter of an hour after the one before.</summary>
    public async Task CheckAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(15));
        await Engine.UntilAsync(await BeginAsync(), JobState.Succeeded);
    }

    /// <summary>A check with a look that does not end: time goes by until it has been given up.</summary>
    public async Task CheckPatientlyAsync()
    {
        var job = await BeginAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return (await Engine.JobAsync(job)).State == JobState.Succeeded;
            },
            () => "the check does not end");
    }

    /// <summary>What a look has found last.</summary>
    public async Task<IReadOnlyList<KnownFinding>> FoundAsync(string look) =>
        [.. (await Engine.Get<HealthBook>().LastAsync(CancellationToken.None))!.Findings.Where(known => known.Look == look)];

    /// <summary>What was told of a component.</summary>
    public async Task<List<(string Status, string Before, string Message)>> NewsAsync(string component) =>
    [
        .. (await Engine.EventsAsync()).Where(row => row.Name == "health_changed").Select(row => JsonElement.Parse(row.Data))
            .Where(data => data.GetProperty("component").GetString() == component)
            .Select(data => (data.GetProperty("status").GetString()!, data.GetProperty("previous_status").GetString()!, data.GetProperty("message").GetString()!)),
    ];

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private Task<long> BeginAsync() => Engine.EnqueueAsync(new NewJob(HealthCheckHandler.JobKind, "Check", JobPriority.Low));
}

/// <summary>A look that does what a test says.</summary>
internal sealed class ScriptedLook(Func<CancellationToken, Task<IReadOnlyList<HealthFinding>>> look) : IHealthLook
{
    public string Name => "scripted-look";

    public string Subject => "what a test says";

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => look(cancellationToken);

    public void AddTo(IServiceCollection services) => services.AddSingleton<IHealthLook>(this);
}
