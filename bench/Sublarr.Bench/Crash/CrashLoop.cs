using System.Diagnostics;
using System.Net.Http.Json;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;

namespace Sublarr.Bench.Crash;

/// <summary>Kills the app at random moments while reports come in and go out to a bad receiver, and counts what is missing or double in the end.</summary>
internal sealed class CrashLoop : IBenchmark
{
    private const int EventsForKill = 50;
    private const int Senders = 4;
    private const int LongestLifeMs = 900;
    private const int LongestStartMs = 1_500;

    // Every tenth kill hits the app while it starts.
    private const int KillsForStart = 10;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Random _random = new(20260115);

    /// <summary>How often the app is killed. The long form has 200.</summary>
    public int Kills { get; set; } = 20;

    public string Name => "crash";

    public string Conditions =>
        $"{Kills} × kill -9 at random over {Kills * EventsForKill:N0} acknowledged reports; the receiver answers 20 % with 500, resets 5 % and never ends 5 %; limit: all that was acknowledged";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await using var app = await AppProcess.StartAsync();
        await using var receiver = await FlakyReceiver.StartAsync();
        using var reporter = new Reporter(app);
        var ledger = new DeliveryLedger(app);
        await SubscribeAsync(app, receiver);
        for (var kill = 0; kill < Kills; kill++)
        {
            await LiveAndDieAsync(app, reporter, kill);
            ledger.PassTime();
            receiver.Life++;
            app.Launch();
            if (kill % 20 == 19)
            {
                await Console.Error.WriteLineAsync(
                    $"  {kill + 1} kills, {reporter.Acknowledged.Count:N0} acknowledged, {receiver.Taken:N0} delivered, {receiver.Duplicates} twice, {Stopwatch.GetElapsedTime(start):m\\:ss}");
            }
        }

        await app.UntilReadyAsync();
        await reporter.SendAsync(Kills * EventsForKill, CancellationToken.None);
        await UntilEndedAsync(app, receiver, ledger);
        return Findings(receiver, reporter, ledger, Stopwatch.GetElapsedTime(start));
    }

    private static List<Finding> Findings(FlakyReceiver receiver, Reporter reporter, DeliveryLedger ledger, TimeSpan took)
    {
        var acknowledged = One("acknowledged", "events", reporter.Acknowledged.Count);
        var (dead, succeeded) = (ledger.TitlesIn("dead"), ledger.TitlesIn("succeeded"));
        // The status decides: what was answered with 200 and a body without an end is delivered, if the app knows so.
        var begun = receiver.BegunTitles.Where(succeeded.Contains).ToHashSet(StringComparer.Ordinal);
        var lost = reporter.Acknowledged.Count(title => !receiver.TakenTitles.Contains(title) && !dead.Contains(title) && !begun.Contains(title));
        return
        [
            new(One("missing", "events", lost), acknowledged, Promise.AtMost(0)),
            new(One("delivered twice", "events", receiver.Duplicates), One("delivered", "events", receiver.Taken), Promise.RatioAtMost(0.01)),
            new(One("without an end", "jobs", ledger.UnfinishedJobs), One("deliveries", "jobs", ledger.Deliveries), Promise.AtMost(0)),
            new(One("two at a time, sent", "requests", receiver.Overlaps), One("requests", "requests", receiver.Requests), Promise.AtMost(0)),
            new(One("two at a time, logged", "attempts", ledger.OverlappingAttempts), One("requests", "requests", receiver.Requests), Promise.AtMost(0)),
            new(One("dead after all retries", "jobs", ledger.Dead), One("deliveries", "jobs", ledger.Deliveries), Promise.None),
            new(One("whole run", "s", took.TotalSeconds), acknowledged, Promise.None),
        ];
    }

    private static Figure One(string name, string unit, double value) => new(name, unit, [value]);

    private static async Task SubscribeAsync(AppProcess app, FlakyReceiver receiver)
    {
        using var client = app.OpenApi();
        var webhook = new { name = "Flaky receiver", event_name = "webhook_received", url = receiver.Address, timeout_seconds = 1 };
        using var answer = await client.PostAsJsonAsync("api/v1/webhooks", webhook);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The webhook was not created: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private async Task LiveAndDieAsync(AppProcess app, Reporter reporter, int kill)
    {
        if (kill % KillsForStart == KillsForStart - 1)
        {
            await Task.Delay(_random.Next(LongestStartMs));
            await app.KillAsync();
            return;
        }

        await app.UntilReadyAsync();
        using var stop = new CancellationTokenSource();
        var sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => reporter.SendAsync(Kills * EventsForKill, stop.Token)));
        await Task.Delay(_random.Next(LongestLifeMs));
        await app.KillAsync();
        await stop.CancelAsync();
        await sending;
    }

    // The waits between retries are cut short while the app is down: 27 hours become a few starts.
    private static async Task UntilEndedAsync(AppProcess app, FlakyReceiver receiver, DeliveryLedger ledger)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            while (!ledger.IsQuiet)
            {
                if (Stopwatch.GetElapsedTime(start) > _patience)
                {
                    return;
                }

                await Task.Delay(50);
            }

            if (await app.StopAsync() is not 0 and var code)
            {
                throw new InvalidOperationException($"The app was asked to stop and ended with exit code {code}.");
            }

            if (ledger.UnfinishedJobs == 0)
            {
                return;
            }

            ledger.PassTime();
            receiver.Life++;
            app.Launch();
            await app.UntilReadyAsync();
        }
    }
}
