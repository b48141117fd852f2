using System.Diagnostics;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Incoming;
using Sublarr.Bench.Measuring;

namespace Sublarr.Bench.Weight;

/// <summary>How long the app takes to start, and what it takes on disk.</summary>
internal sealed class StartTime : IBenchmark
{
    private const int Rounds = 5;

    public string Name => "weight";

    public string Conditions => "The published app is started in an empty folder, and again in the one it left, until /health is 200; limit: a bare Kestrel that says its port";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        // What was read from disk once stays in memory: all rounds but the first, which builds the app and is not counted, find it there.
        var samples = await Samples.OfAsync(Rounds, MeasureAsync, warmUps: 1);
        var size = new Figure("published app", "MB", [PublishedApp.Size / 1e6]);
        return
        [
            new(samples.Figure("start in an empty folder", "s"), samples.Figure("start of a bare Kestrel", "s"), Promise.None),
            new(samples.Figure("start in a used folder", "s"), samples.Figure("start of a bare Kestrel", "s"), Promise.None),
            new(samples.Figure("processor of a start", "s"), samples.Figure("start of a bare Kestrel", "s"), Promise.None),
            new(size, size, Promise.None),
        ];
    }

    private static async Task MeasureAsync(Samples round)
    {
        var start = Stopwatch.GetTimestamp();
        await using (var app = await PublishedApp.StartAsync())
        {
            round.Add("start in an empty folder", Seconds(start));
            await app.StopAsync();
            start = Stopwatch.GetTimestamp();
            app.Launch();
            await app.UntilReadyAsync();
            round.Add("start in a used folder", Seconds(start));
            round.Add("processor of a start", app.ProcessorTime.TotalSeconds);
        }

        start = Stopwatch.GetTimestamp();
        using var bare = await BareReceiver.StartAsync();
        round.Add("start of a bare Kestrel", Seconds(start));
    }

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}
