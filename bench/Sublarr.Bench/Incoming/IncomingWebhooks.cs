using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;

namespace Sublarr.Bench.Incoming;

/// <summary>Reports of Sonarr that the app takes: on disk, with the job that works on it, before each answer.</summary>
internal sealed class IncomingWebhooks : IBenchmark
{
    private const int Rounds = 5;
    private const int Connections = 50;
    private const int Requests = 10_000;
    private const int PerSecond = 5_000;

    public string Name => "incoming";

    public string Conditions =>
        $"{Connections} connections post distinct downloads to the app in its own process, flat out and at {PerSecond}/s; limit: a bare Kestrel that reads the same and stores nothing";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var app = await AppProcess.StartAsync();
        using var bare = await BareReceiver.StartAsync();
        using var toApp = new LoadGenerator(app.Port, Connections);
        using var toBare = new LoadGenerator(bare.Port, Connections);
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add("bare posts", toBare.FlatOut(Requests));
            round.Add("bare post p99", Quantile.Of(toBare.Paced(Requests, PerSecond), 0.99));
            round.Add("posts", toApp.FlatOut(Requests));
            await app.UntilIdleAsync();
            round.Add("post p99", Quantile.Of(toApp.Paced(Requests, PerSecond), 0.99));
            await app.UntilIdleAsync();
        });
        return
        [
            new(samples.Figure("posts", "/s"), samples.Figure("bare posts", "/s"), Promise.AtLeast(PerSecond)),
            new(samples.Figure("post p99", "ms"), samples.Figure("bare post p99", "ms"), Promise.AtMost(10)),
        ];
    }
}
