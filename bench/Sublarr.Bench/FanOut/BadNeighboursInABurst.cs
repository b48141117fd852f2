using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Incoming;
using Sublarr.Bench.Measuring;
using Sublarr.Bench.Webhooks;

namespace Sublarr.Bench.FanOut;

/// <summary>A burst of reports, each for six targets of which one is dead and one slow: what the four others and the sender notice of those two.</summary>
internal sealed class BadNeighboursInABurst : IBenchmark
{
    private const int Rounds = 3;
    private const int Connections = 50;
    private const int Requests = 10_000;
    private const int PerSecond = 5_000;
    private const int Healthy = 4;
    private const int WarmUps = 2_000;

    /// <summary>5,000 a second in parts of the 12,800 that the machine of the promise takes flat out: a slower one is asked for as large a part of what it can.</summary>
    private const double Share = 0.39;

    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Name => "fanout";

    public string Conditions =>
        $"{Requests} downloads at {PerSecond}/s over {Connections} connections, each for {Healthy} healthy targets, one that is dead and one that answers "
        + $"after {Slowness.TotalSeconds} s; the app was warm; "
        + "limits: the four without the two; posts that nobody wants to hear of";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            var unheard = await BurstAsync(healthyOnes: 0, withTheBad: false);
            var alone = await BurstAsync(Healthy, withTheBad: false);
            var beside = await BurstAsync(Healthy, withTheBad: true);
            var easy = await BurstAsync(Healthy, withTheBad: true, Share);
            round.Add("drained alone", alone.Drained);
            round.Add($"post p99 at {Share:P0} of flat out", easy.P99);
            round.Add("posts a second then", easy.Posts);
            round.Add("posts flat out, for nobody", easy.FlatOut);
            round.Add("drained beside the bad two", beside.Drained);
            round.Add("post p99, for nobody", unheard.P99);
            round.Add("post p99, for four", alone.P99);
            round.Add("post p99 beside the bad two", beside.P99);
            round.Add("posts for nobody", unheard.Posts);
            round.Add("posts beside the bad two", beside.Posts);
        }, warmUps: 0);
        return
        [
            new(samples.Figure("drained beside the bad two", "s"), samples.Figure("drained alone", "s"), Promise.RatioAtMost(1.2)),
            new(samples.Figure("post p99 beside the bad two", "ms"), samples.Figure("post p99, for nobody", "ms"), Promise.AtMost(20)),
            new(samples.Figure($"post p99 at {Share:P0} of flat out", "ms"), samples.Figure("post p99, for nobody", "ms"), Promise.AtMost(20)),
            new(samples.Figure("posts a second then", "/s"), samples.Figure("posts flat out, for nobody", "/s"), Promise.None),
            new(samples.Figure("post p99, for four", "ms"), samples.Figure("post p99, for nobody", "ms"), Promise.None),
            new(samples.Figure("posts beside the bad two", "/s"), samples.Figure("posts for nobody", "/s"), Promise.None),
        ];
    }

    // A process of its own each time: what waits for the dead one is no burden of the next round. It is warm: an app runs for weeks, and a burst is two seconds.
    private static async Task<Burst> BurstAsync(int healthyOnes, bool withTheBad, double? share = null)
    {
        await using var app = await AppProcess.StartAsync();
        await using var healthy = await CountingReceiver.StartAsync((Requests + WarmUps) * healthyOnes);
        await using var slow = await LocalReceiver.StartAsync(AnswerLateAsync);
        using var load = new LoadGenerator(app.Port, Connections);
        load.FlatOut(WarmUps);
        var flatOut = load.FlatOut(WarmUps);
        await app.UntilIdleAsync();
        for (var number = 1; number <= healthyOnes; number++)
        {
            await app.AddWebhookAsync($"Healthy {number}", healthy.Address);
        }

        load.FlatOut(WarmUps);
        await app.UntilIdleAsync();
        if (withTheBad)
        {
            await app.AddWebhookAsync("Dead", $"http://127.0.0.1:{LocalPort.Free()}/hook");
            await app.AddWebhookAsync("Slow", slow.Address);
        }

        var start = Stopwatch.GetTimestamp();
        var times = load.Paced(Requests, share is { } part ? (int)(flatOut * part) : PerSecond);
        var posts = Requests / Stopwatch.GetElapsedTime(start).TotalSeconds;
        await healthy.All.WaitAsync(Patience);
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, Quantile.Of(times, 0.99), posts, flatOut);
    }

    private static async Task AnswerLateAsync(HttpContext context)
    {
        await Task.Delay(Slowness, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <param name="Drained">Seconds until the healthy ones had all.</param>
    /// <param name="P99">Of the posts, in milliseconds.</param>
    /// <param name="Posts">Posts that were taken a second: as many as were sent, if the machine can.</param>
    /// <param name="FlatOut">Posts that were taken a second flat out, when nobody wanted to hear of them.</param>
    private readonly record struct Burst(double Drained, double P99, double Posts, double FlatOut);
}
