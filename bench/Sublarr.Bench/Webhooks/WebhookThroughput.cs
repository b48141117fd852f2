using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;

namespace Sublarr.Bench.Webhooks;

/// <summary>Durable deliveries a second through the real channel, held against sending without any durability.</summary>
internal sealed class WebhookThroughput : IBenchmark
{
    private const int Rounds = 5;

    // The compiler needs some hundred thousand calls before it has nothing left to improve.
    private const int WarmUps = 5;
    private const int Deliveries = 20_000;

    // As many as take as long: what disturbs the machine for a moment then weighs the same in both.
    private const int BareRequests = 5 * Deliveries;
    private const int Concurrency = 16;

    // Each has a webhook of its own, and each webhook sends four at a time.
    private static readonly IDomainEvent[] Events = [SubtitleDownloaded.Example, ProviderSearchComplete.Example, UpgradeComplete.Example, TranslationComplete.Example];

    public string Name => "webhook";

    public string Conditions =>
        $"{Concurrency} callers publish events, one delivery each through 4 webhooks with 4 requests at a time, every stage on disk; limit: HttpClient and HMAC of the same bodies, {Concurrency} at a time";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var receiver = await LocalReceiver.StartAsync();
        var ended = new EndedJobs(JobKinds.Deliver);
        await using var engine = await Engine.StartAsync(services => services.AddSingleton<IJobWatcher>(ended));
        var secret = WebhookSettings.NewSecret();
        foreach (var @event in Events)
        {
            var settings = new WebhookSettings { Url = receiver.Address, Secret = secret };
            await engine.SubscribeAsync(WebhookChannel.ChannelName, EventCatalog.Of(@event.GetType()).Name, settings);
        }

        using var bare = new BareSender(receiver.Address, StandardWebhooks.KeyOf(secret)!);
        byte[][] bodies = [.. Events.Select(BodyOf)];
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add("bare requests", await Pace.OfAsync(BareRequests, () => bare.RunAsync(Concurrency, BareRequests, bodies)));
            round.Add("deliveries", await Pace.OfAsync(Deliveries, () => RunAsync(engine.Bus, ended)));
        }, WarmUps);
        ended.ThrowIfAnyFailed();
        return
        [
            new(samples.Figure("deliveries", "/s"), samples.Figure("bare requests", "/s"), Promise.RatioAtLeast(0.2)),
            new(samples.Figure("processor of deliveries", "µs"), samples.Figure("processor of bare requests", "µs"), Promise.None),
        ];
    }

    private static byte[] BodyOf(IDomainEvent @event) =>
        EventBody.Write(EventEnvelope.Of(@event, EventCause.None, TimeProvider.System.GetUtcNow()), "Sublarr", isTest: false);

    private static async Task RunAsync(IEventBus bus, EndedJobs ended)
    {
        var all = ended.ExpectAsync(Deliveries);
        await Producers.RunAsync(Concurrency, Deliveries, index => bus.PublishAsync(Events[index % Events.Length], EventCause.None, CancellationToken.None));
        await all;
    }
}
