using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Bench.Webhooks;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Webhook;

namespace Sublarr.Bench.Filters;

/// <summary>What an endpoint that never answers and a hook that never ends cost the producer and a healthy endpoint.</summary>
internal sealed class BadNeighbours : IBenchmark
{
    private const int Rounds = 12;
    private const int Events = 500;
    private const string Script = "hang.sh";

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(2);

    public string Name => "filter";

    public string Conditions =>
        $"{Events} events one after the other to a healthy webhook, beside a webhook that never answers and a hook that never ends; limit: the same without those two, in turns with them; the share is the median of those of each turn";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        // Connections are made and nobody answers.
        hole.Start(backlog: 512);
        await using var goodReceiver = await PunctualReceiver.StartAsync();
        await using var badReceiver = await PunctualReceiver.StartAsync();
        await using var good = await StartAsync(goodReceiver);
        await using var bad = await StartAsync(badReceiver);
        await AddBadOnesAsync(bad, $"http://127.0.0.1:{((IPEndPoint)hole.LocalEndpoint).Port}/hook");
        var isForward = true;
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            // In turns: whoever goes second would meet warmer caches, and a quieter machine or not.
            isForward = !isForward;
            var first = isForward ? await RunAsync(good, goodReceiver) : default;
            var (publish, arrive) = await RunAsync(bad, badReceiver);
            var (publishAlone, arriveAlone) = isForward ? first : await RunAsync(good, goodReceiver);
            round.Add("publish p99 alone", publishAlone);
            round.Add("publish p99 more", publish - publishAlone);
            round.Add("delivered p99 alone", arriveAlone);
            round.Add("delivered p99", arrive);
            round.Add("delivered p99, share", arrive / arriveAlone);
        });
        return
        [
            new(samples.Figure("publish p99 more", "ms"), samples.Figure("publish p99 alone", "ms"), Promise.AtMost(1)),
            new(samples.Figure("delivered p99, share", "×"), new Figure("alone", "×", [1]), Promise.AtMost(1.2)),
            new(samples.Figure("delivered p99", "ms"), samples.Figure("delivered p99 alone", "ms"), Promise.None),
        ];
    }

    private static async Task<Engine> StartAsync(PunctualReceiver receiver)
    {
        var engine = await Engine.StartAsync(_ => { });
        await engine.SubscribeAsync(WebhookChannel.ChannelName, EventName, new WebhookSettings { Url = receiver.Address, Secret = WebhookSettings.NewSecret() });
        return engine;
    }

    private static string EventName => EventCatalog.Of(typeof(SubtitleDownloaded)).Name;

    private static async Task AddBadOnesAsync(Engine engine, string hole)
    {
        var path = Path.Combine(engine.HooksDirectory, Script);
        await File.WriteAllTextAsync(path, "#!/bin/sh\nexec sleep 3600\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await engine.SubscribeAsync(WebhookChannel.ChannelName, EventName, new WebhookSettings { Url = hole, Secret = WebhookSettings.NewSecret() });
        await engine.SubscribeAsync("script", EventName, new ScriptSettings { ScriptPath = Script });
    }

    // From the call to its return, and from the call to the request at the healthy receiver; p99 of each in milliseconds.
    private static async Task<(double Publish, double Arrive)> RunAsync(Engine engine, PunctualReceiver receiver)
    {
        var (publish, arrive) = (new List<double>(), new List<double>());
        for (var index = 0; index < Events; index++)
        {
            var arrival = receiver.NextAsync();
            var start = Stopwatch.GetTimestamp();
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
            publish.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            arrive.Add(Stopwatch.GetElapsedTime(start, await arrival).TotalMilliseconds);
            await Task.Delay(_pause);
        }

        publish.Sort();
        arrive.Sort();
        return (Quantile.Of(publish, 0.99), Quantile.Of(arrive, 0.99));
    }

    /// <summary>Answers at once and tells when a request came.</summary>
    private sealed class PunctualReceiver : IAsyncDisposable
    {
        private TaskCompletionSource<long> _next = new();
        private LocalReceiver? _receiver;

        public string Address => _receiver!.Address;

        public static async Task<PunctualReceiver> StartAsync()
        {
            var receiver = new PunctualReceiver();
            receiver._receiver = await LocalReceiver.StartAsync(receiver.AnswerAsync);
            return receiver;
        }

        /// <summary>When the next request comes, as a timestamp of <see cref="Stopwatch"/>.</summary>
        public Task<long> NextAsync()
        {
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        public ValueTask DisposeAsync() => _receiver!.DisposeAsync();

        private Task AnswerAsync(HttpContext context)
        {
            _next.TrySetResult(Stopwatch.GetTimestamp());
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }
    }
}
