using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Bench.Webhooks;

/// <summary>A hundred thousand deliveries that were dead are sent again, as fast as they go, held against sending without any durability.</summary>
internal sealed class ReplayThroughput : IBenchmark
{
    private const int Rounds = 2;
    private const int WarmUps = 1;
    private const int Deliveries = 100_000;
    private const int Webhooks = 4;
    private const int Concurrency = 16;

    // More than any machine sends: what is measured is not the rate that a person allows.
    private const int PerSecond = 10_000;

    // Numbers are filled in by EF Core, as parameters.
    private const string Fill =
        """
        CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY);
        WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < {0}) INSERT INTO numbers SELECT n FROM counter;
        INSERT INTO events (id, name, version, occurred_at, data, hop, is_alert) SELECT 'evt_' || n, 'subtitle_downloaded', 1, {2}, {3}, 0, 0 FROM numbers;
        INSERT INTO jobs (kind, title, payload, state, lane, priority, rank, attempts, runs, due_at, created_at, finished_at, event_id, subscription_id, hop, "trigger", is_test)
            SELECT 'deliver', 'Subtitle downloaded', '', 'dead', 'subscription:' || (n % {1} + 1), 5, 0, 0, 0, {2}, {2}, {2}, 'evt_' || n, n % {1} + 1, 0, 'automatic', 0 FROM numbers;
        DROP TABLE numbers;
        """;

    public string Name => "replay";

    public string Conditions =>
        $"{Deliveries} dead deliveries of {Webhooks} webhooks are queued again by a replay without a limit to its rate, and succeed; limit: HttpClient and HMAC of the same bodies, {Concurrency} at a time";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var receiver = await LocalReceiver.StartAsync();
        var ended = new EndedJobs(JobKinds.Deliver);
        await using var engine = await Engine.StartAsync(services => services.AddSingleton<IJobWatcher>(ended));
        var secret = WebhookSettings.NewSecret();
        for (var number = 0; number < Webhooks; number++)
        {
            await engine.SubscribeAsync(WebhookChannel.ChannelName, "library_updated", new WebhookSettings { Url = receiver.Address, Secret = secret });
        }

        var envelope = EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, TimeProvider.System.GetUtcNow());
        await ExecuteAsync(engine, Fill, Deliveries, Webhooks, envelope.OccurredAt.ToUnixTimeMilliseconds(), envelope.Data);
        using var bare = new BareSender(receiver.Address, StandardWebhooks.KeyOf(secret)!);
        byte[][] bodies = [EventBody.Write(envelope, "Sublarr", isTest: false)];
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add("bare requests", await Pace.OfAsync(Deliveries, () => bare.RunAsync(Concurrency, Deliveries, bodies)));
            round.Add("replayed deliveries", await Pace.OfAsync(Deliveries, () => ReplayAsync(engine, ended)));
            await ExecuteAsync(engine, "DELETE FROM attempts; UPDATE jobs SET state = 'dead' WHERE kind = 'deliver'");
        }, WarmUps);
        ended.ThrowIfAnyFailed();
        return
        [
            new(samples.Figure("replayed deliveries", "/s"), samples.Figure("bare requests", "/s"), Promise.None),
            new(samples.Figure("processor of replayed deliveries", "µs"), samples.Figure("processor of bare requests", "µs"), Promise.None),
        ];
    }

    private static async Task ReplayAsync(Engine engine, EndedJobs ended)
    {
        var all = ended.ExpectAsync(Deliveries);
        var replay = await engine.Get<IReplays>().StartAsync(new ReplayRange(null, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue), PerSecond, CancellationToken.None);
        if (replay?.Total != Deliveries)
        {
            throw new InvalidOperationException($"{replay?.Total} deliveries are replayed instead of {Deliveries}.");
        }

        await all;
    }

    private static async Task ExecuteAsync(Engine engine, string sql, params object[] values)
    {
        await using var context = await engine.Get<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync(sql, values);
    }
}
