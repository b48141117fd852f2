using System.Diagnostics;
using System.Net.Http.Json;
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

    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Name => "fanout";

    public string Conditions =>
        $"{Requests} downloads at {PerSecond}/s over {Connections} connections, each for {Healthy} healthy targets, one that is dead and one that answers after {Slowness.TotalSeconds} s; limit: the same without the two";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            var (alone, aloneP99) = await BurstAsync(withTheBad: false);
            var (beside, besideP99) = await BurstAsync(withTheBad: true);
            round.Add("drained alone", alone);
            round.Add("drained beside the bad two", beside);
            round.Add("post p99 alone", aloneP99);
            round.Add("post p99 beside the bad two", besideP99);
        }, warmUps: 1);
        return
        [
            new(samples.Figure("drained beside the bad two", "s"), samples.Figure("drained alone", "s"), Promise.RatioAtMost(1.2)),
            new(samples.Figure("post p99 beside the bad two", "ms"), samples.Figure("post p99 alone", "ms"), Promise.AtMost(20)),
        ];
    }

    // A process of its own each time: what waits for the dead one is no burden of the next round.
    private static async Task<(double Seconds, double P99)> BurstAsync(bool withTheBad)
    {
        await using var app = await AppProcess.StartAsync();
        await using var healthy = await CountingReceiver.StartAsync(Requests * Healthy);
        await using var slow = await LocalReceiver.StartAsync(AnswerLateAsync);
        using var api = new HttpClient { BaseAddress = app.Address };
        api.DefaultRequestHeaders.Add("X-Api-Key", AppProgram.ApiKey);
        for (var number = 1; number <= Healthy; number++)
        {
            await AddAsync(api, $"Healthy {number}", healthy.Address);
        }

        if (withTheBad)
        {
            await AddAsync(api, "Dead", $"http://127.0.0.1:{LocalPort.Free()}/hook");
            await AddAsync(api, "Slow", slow.Address);
        }

        using var load = new LoadGenerator(app.Port, Connections);
        var start = Stopwatch.GetTimestamp();
        var p99 = Quantile.Of(load.Paced(Requests, PerSecond), 0.99);
        await healthy.All.WaitAsync(Patience);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, p99);
    }

    private static async Task AddAsync(HttpClient api, string name, string url)
    {
        using var answer = await api.PostAsJsonAsync("api/v1/webhooks", new { name, url, event_name = "webhook_received" });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task AnswerLateAsync(HttpContext context)
    {
        await Task.Delay(Slowness, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
