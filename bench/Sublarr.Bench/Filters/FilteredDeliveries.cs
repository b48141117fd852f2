using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Bench.Webhooks;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

namespace Sublarr.Bench.Filters;

/// <summary>What content filters and payload templates take from the deliveries a second.</summary>
internal sealed class FilteredDeliveries : IBenchmark
{
    // Short ones and many, each kind beside the others and in both orders: what else the machine does meets all alike.
    private const int Rounds = 12;
    private const int Deliveries = 2_000;
    private const int Webhooks = 4;
    private const int Publishers = 16;
    private const int WarmUps = 4;
    private const double Share = 0.85;
    private const string Plain = "without";

    public string Name => "filter";

    public string Conditions =>
        $"each event to {Webhooks} webhooks: with five conditions, with Discord's template, with both; the guard of addresses is always on; limit: the same webhooks with neither, in turns with them; "
        + "the ratio is the median of those of each turn";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var discord = new DiscordPreset().Template;
        await using var receiver = await LocalReceiver.StartAsync();
        await using var plain = await Sender.StartAsync(receiver.Address, null, "");
        await using var filtered = await Sender.StartAsync(receiver.Address, FilterCost.Filter, "");
        await using var templated = await Sender.StartAsync(receiver.Address, null, discord);
        await using var both = await Sender.StartAsync(receiver.Address, FilterCost.Filter, discord);
        (string Name, Sender Sender)[] kinds = [("with filters", filtered), ("with templates", templated), ("with both", both)];
        var isForward = true;
        var samples = await Samples.OfAsync(
            Rounds,
            async round =>
            {
                isForward = !isForward;
                foreach (var (name, sender) in isForward ? kinds : [.. kinds.Reverse()])
                {
                    // In turns within the turn too: whoever goes second would meet warmer caches.
                    var first = isForward ? await plain.RunAsync() : default;
                    var with = await sender.RunAsync();
                    var without = isForward ? first : await plain.RunAsync();
                    round.Add(Plain, without.PerSecond);
                    round.Add(name, with.PerSecond);
                    round.Add($"{name}, share", with.PerSecond / without.PerSecond);
                    round.Add($"processor, {Plain}", without.ProcessorMicroseconds);
                    round.Add($"processor, {name}", with.ProcessorMicroseconds);
                }
            },
            WarmUps);
        var plainRate = samples.Figure(Plain, "/s");
        var plainCost = samples.Figure($"processor, {Plain}", "µs");
        return
        [
            .. kinds.Select(kind => new Finding(samples.Figure($"{kind.Name}, share", "×"), new Figure(Plain, "×", [1]), Promise.AtLeast(Share))),
            .. kinds.Select(kind => new Finding(samples.Figure(kind.Name, "/s"), plainRate, Promise.None)),
            .. kinds.Select(kind => new Finding(samples.Figure($"processor, {kind.Name}", "µs"), plainCost, Promise.None)),
        ];
    }

    /// <param name="PerSecond">Deliveries a second.</param>
    /// <param name="ProcessorMicroseconds">What each took of the processors, receiver included: the same however busy the machine is.</param>
    private readonly record struct Run(double PerSecond, double ProcessorMicroseconds);

    private sealed class Sender(Engine engine, EndedJobs ended) : IAsyncDisposable
    {
        public static async Task<Sender> StartAsync(string address, string? filter, string template)
        {
            var ended = new EndedJobs(JobKinds.Deliver);
            var engine = await Engine.StartAsync(services => services.AddSingleton<IJobWatcher>(ended));
            for (var index = 0; index < Webhooks; index++)
            {
                var settings = new WebhookSettings { Url = address, Secret = WebhookSettings.NewSecret(), PayloadTemplate = template };
                await engine.SubscribeAsync(WebhookChannel.ChannelName, EventCatalog.Of(typeof(SubtitleDownloaded)).Name, settings, filter);
            }

            return new Sender(engine, ended);
        }

        public async Task<Run> RunAsync()
        {
            var all = ended.ExpectAsync(Deliveries);
            var processor = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            await Producers.RunAsync(
                Publishers, Deliveries / Webhooks, _ => engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None));
            await all;
            ended.ThrowIfAnyFailed();
            return new(Deliveries / Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Deliveries);
        }

        public ValueTask DisposeAsync() => engine.DisposeAsync();
    }
}
