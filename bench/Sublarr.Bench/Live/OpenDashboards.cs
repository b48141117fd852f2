using System.Diagnostics;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Incoming;
using Sublarr.Bench.Measuring;

namespace Sublarr.Bench.Live;

/// <summary>What it costs the app to show what happens to a hundred open dashboards.</summary>
internal sealed class OpenDashboards : IBenchmark
{
    private const int Rounds = 3;
    private const int Circuits = 100;
    private const int EventsPerSecond = 100;
    private const int Seconds = 5;
    private const int Connections = 2;

    public string Name => "live";

    public string Conditions =>
        $"{Circuits} real circuits over WebSockets show the dashboard while {EventsPerSecond} reports a second come in and are worked off; processor time of the app's process; limit: the same without circuits";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var app = await AppProcess.StartAsync();
        using var visitor = await SignedInVisitor.SignInAsync(app.Address);
        using var load = new LoadGenerator(app.Port, Connections);
        var circuits = new List<Circuit>();
        var alone = await Samples.OfAsync(Rounds, round => MeasureAsync(round, app, load, circuits));
        var (before, heapBefore) = (app.ResidentMemory, await LiveHeap.OfAsync(app.ProcessId));
        circuits.AddRange(await Circuit.OpenAsync(app.Address, visitor, Circuits));
        await app.UntilIdleAsync();
        var memory = new Figure("memory of each dashboard", "MB", [(app.ResidentMemory - before) / 1_000_000.0 / Circuits]);
        var heap = new Figure("heap of each dashboard", "MB", [(await LiveHeap.OfAsync(app.ProcessId) - heapBefore) / 1_000_000.0 / Circuits]);
        var bytes = new Figure("first page over the wire", "kB", [await visitor.BytesOfAsync("") / 1000.0]);
        var watched = await Samples.OfAsync(Rounds, round => MeasureAsync(round, app, load, circuits));
        foreach (var circuit in circuits)
        {
            await circuit.DisposeAsync();
        }

        return
        [
            new(watched.Figure("cores, all circuits", "cores"), alone.Figure("cores, no circuit", "cores"), Promise.AtMost(0.25)),
            new(watched.Figure("renders per circuit", "/s"), alone.Figure("events", "/s"), Promise.AtLeast(1)),
            new(memory, memory, Promise.None),
            new(heap, heap, Promise.None),
            new(bytes, bytes, Promise.None),
        ];
    }

    private static async Task MeasureAsync(Samples round, AppProcess app, LoadGenerator load, List<Circuit> circuits)
    {
        var (renders, processor, start) = (circuits.Sum(circuit => circuit.Renders), app.ProcessorTime, Stopwatch.GetTimestamp());
        load.Paced(Seconds * EventsPerSecond, EventsPerSecond);
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        var wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        round.Add(circuits.Count == 0 ? "cores, no circuit" : "cores, all circuits", (app.ProcessorTime - processor).TotalSeconds / wall);
        round.Add("events", Seconds * EventsPerSecond / wall);
        if (circuits.Count > 0)
        {
            round.Add("renders per circuit", (circuits.Sum(circuit => circuit.Renders) - renders) / wall / circuits.Count);
        }
    }
}
