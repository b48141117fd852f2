using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Bench.Log;

/// <summary>A log as it is after a long time: a million deliveries of a month, each with an event and an attempt.</summary>
internal static class MillionDeliveries
{
    public const int Count = 1_000_000;
    public const string RareEvent = "provider_failed";
    public const string ScatteredEvent = "upgrade_complete";
    public const string RareText = "Harbour Lights S07E77";

    private const int Webhooks = 4;

    // From the newest to the oldest.
    private const long MillisecondsOfAll = 2500L * Count;

    // Every 50th failed, every 20,000th is of a rare event and every 500th of a scattered one; the newest is a minute old, the oldest 29 days.
    private static readonly CompositeFormat _fill = CompositeFormat.Parse(
        """
        CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY);
        WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < {0}) INSERT INTO numbers SELECT n FROM counter;
        INSERT INTO events (id, name, version, occurred_at, data, hop, is_alert)
            SELECT 'evt_' || n, CASE WHEN n % 20000 = 0 THEN '{2}' WHEN n % 500 = 7 THEN '{5}' WHEN n % 3 = 0 THEN 'subtitle_downloaded' ELSE 'webhook_received' END, 1,
                {3} - ({0} - n) * {6}, json_object('title', 'Harbour Lights S' || (n % 9) || 'E' || (n % 80)), 0, 0 FROM numbers;
        INSERT INTO jobs (kind, title, payload, state, lane, priority, rank, attempts, runs, due_at, created_at, started_at, finished_at, event_id,
                subscription_id, hop, "trigger", is_test, last_error)
            SELECT 'deliver', CASE WHEN n = 1000 THEN '{4}' ELSE 'Webhook received → Receiver ' || (n % {1} + 1) END, '', CASE WHEN n % 50 = 0 THEN 'dead' ELSE 'succeeded' END,
                'subscription:' || (n % {1} + 1), 5, 0, 1, 1, {3} - ({0} - n) * {6}, {3} - ({0} - n) * {6}, {3} - ({0} - n) * {6}, {3} - ({0} - n) * {6} + 20, 'evt_' || n,
                n % {1} + 1, 0, 'automatic', 0, CASE WHEN n % 50 = 0 THEN 'The receiver answered 500.' END FROM numbers;
        INSERT INTO attempts (job_id, number, "trigger", started_at, duration_ms, outcome, reason, failure, detail)
            SELECT id, 1, 'automatic', started_at, 20, CASE state WHEN 'dead' THEN 'rejected' ELSE 'succeeded' END, last_error,
                CASE WHEN state = 'dead' THEN CASE WHEN id % 10000 = 0 THEN 'timeout_response' ELSE 'http' END END, json_object('status', 200) FROM jobs;
        DROP TABLE numbers;
        """);

    /// <param name="services">Where they go.</param>
    /// <param name="count">How many, over the same month.</param>
    public static async Task StoreAsync(IServiceProvider services, int count = Count)
    {
        await QuietWebhooks.StoreAsync(services, Webhooks);
        await using var context = await services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(15));
        var newest = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds();
        await context.Database.ExecuteSqlRawAsync(string.Format(null, _fill, count, Webhooks, RareEvent, newest, RareText, ScatteredEvent, MillisecondsOfAll / count));
        await transaction.CommitAsync();
    }
}
