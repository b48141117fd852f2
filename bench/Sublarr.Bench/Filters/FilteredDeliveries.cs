using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Bench.Webhooks;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhooks;

namespace Sublarr.Bench.Filters;

/// <summary>What a content filter takes from the deliveries a second.</summary>
internal sealed class FilteredDeliveries : IBenchmark
{
    private const int Rounds = 5;
    private const int Deliveries = 5_000;
    private const int Webhooks = 4;
    private const int Publishers = 16;

    public string Name => "filter";

    public string Conditions => $"each event to {Webhooks} webhooks with five conditions; the guard of addresses is always on; limit: the same webhooks without conditions";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var receiver = await LocalReceiver.StartAsync();
        await using var plain = await Sender.StartAsync(receiver.Address, null);
        await using var filtered = await Sender.StartAsync(receiver.Address, FilterCost.Filter);
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add("without", await plain.RunAsync());
            round.Add("with filters", await filtered.RunAsync());
        });
        return [new(samples.Figure("with filters", "/s"), samples.Figure("without", "/s"), Promise.RatioAtLeast(0.85))];
    }

    private sealed class Sender(Engine engine, EndedJobs ended) : IAsyncDisposable
    {
        public static async Task<Sender> StartAsync(string address, string? filter)
        {
            var ended = new EndedJobs(JobKinds.Deliver);
            var engine = await Engine.StartAsync(services => services.AddSingleton<IJobWatcher>(ended));
            for (var index = 0; index < Webhooks; index++)
            {
                var settings = new WebhookSettings { Url = address, Secret = WebhookSettings.NewSecret() };
                await engine.SubscribeAsync(WebhookChannel.ChannelName, EventCatalog.Of(typeof(SubtitleDownloaded)).Name, settings, filter);
            }

            return new Sender(engine, ended);
        }

        public async Task<double> RunAsync()
        {
            var all = ended.ExpectAsync(Deliveries);
            var start = Stopwatch.GetTimestamp();
            await Producers.RunAsync(
                Publishers, Deliveries / Webhooks, _ => engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None));
            await all;
            ended.ThrowIfAnyFailed();
            return Deliveries / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public ValueTask DisposeAsync() => engine.DisposeAsync();
    }
}
